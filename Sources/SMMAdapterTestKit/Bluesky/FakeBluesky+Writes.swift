import SMMAdapterKit
import SMMAtproto
import SMMModel

extension FakeBluesky {
    mutating func createRecord(_ call: XRPCCall, now: Instant) throws(FakeBlueskyRefusal) -> HTTPResponse {
        let body = try body(call)
        let did = try owner(body, call, now: now)
        let collection = try text(body, "collection")
        let key = body["rkey"]?.string ?? tids.next(microseconds: now.microseconds).text
        let value = try prepared(body["record"], collection, key, body["validate"]?.bool, did, now: now)
        try checkHead(body, did)
        var action = FakeBlueskyWrite.Action.create
        if repos[did]?[collection, key] != nil {
            switch rules.takenKey {
            case .refuse: throw .invalid("Record already exists")
            case .fail: throw FakeBlueskyRefusal(500, "InternalServerError", "Internal Server Error")
            case .overwrite: action = .update
            }
        }
        let change = FakeBlueskyChange(action: action, collection: collection, key: key, value: value)
        let fields = try spend(change.points, did, now: now)
        let commit = apply([change], did, now: now)
        return FakeBlueskyReply.json(written(did, collection, key, value, commit: commit), headers: fields)
    }

    mutating func putRecord(_ call: XRPCCall, now: Instant) throws(FakeBlueskyRefusal) -> HTTPResponse {
        let body = try body(call)
        let did = try owner(body, call, now: now)
        let collection = try text(body, "collection")
        let key = try text(body, "rkey")
        let value = try prepared(body["record"], collection, key, body["validate"]?.bool, did, now: now)
        let standing = repos[did]?[collection, key]
        let isSame = standing?.cid == value.cid.text
        try checkHead(body, did)
        switch body["swapRecord"] {
        case .string(let cid)?:
            guard standing?.cid == cid else { throw Self.swap("Record was at \(standing?.cid ?? "null")") }
        case .null?:
            if standing != nil, !isSame, rules.nullSwap == .refusesOther {
                throw Self.swap("Record was at \(standing?.cid ?? "null")")
            }
        default: break
        }
        // A put costs the same whatever becomes of it.
        let fields = try spend(2, did, now: now)
        // The same record again makes no commit.
        guard !isSame else {
            return FakeBlueskyReply.json(written(did, collection, key, value, commit: nil), headers: fields)
        }
        let change = FakeBlueskyChange(
            action: standing == nil ? .create : .update, collection: collection, key: key, value: value)
        let commit = apply([change], did, now: now)
        return FakeBlueskyReply.json(written(did, collection, key, value, commit: commit), headers: fields)
    }

    mutating func deleteRecord(_ call: XRPCCall, now: Instant) throws(FakeBlueskyRefusal) -> HTTPResponse {
        let body = try body(call)
        let did = try owner(body, call, now: now)
        let collection = try text(body, "collection")
        let key = try text(body, "rkey")
        try checkHead(body, did)
        let standing = repos[did]?[collection, key]
        if let cid = body["swapRecord"]?.string, standing?.cid != cid {
            throw Self.swap("Record was at \(standing?.cid ?? "null")")
        }
        guard standing != nil else {
            if rules.refusesMissingDelete { throw .invalid("Record not found") }
            return FakeBlueskyReply.json([:])
        }
        let change = FakeBlueskyChange(action: .delete, collection: collection, key: key, value: nil)
        let fields = try spend(change.points, did, now: now)
        return FakeBlueskyReply.json(["commit": apply([change], did, now: now)], headers: fields)
    }

    mutating func applyWrites(_ call: XRPCCall, now: Instant) throws(FakeBlueskyRefusal) -> HTTPResponse {
        let body = try body(call)
        let did = try owner(body, call, now: now)
        guard let writes = body["writes"]?.elements else { throw .invalid("Input must have the property \"writes\"") }
        guard writes.count <= 200 else { throw .invalid("Too many writes. Max: 200") }
        try checkHead(body, did)
        var changes: [FakeBlueskyChange] = []
        // Nothing is applied before everything is known to fit; what came before in the same batch counts.
        var standing = Set((repos[did]?.records ?? [:]).flatMap { name, keys in keys.keys.map { name + "/" + $0 } })
        for write in writes {
            let change = try change(write, body["validate"]?.bool, did, now: now)
            let path = change.collection + "/" + change.key
            switch change.action {
            case .create:
                guard standing.insert(path).inserted else {
                    throw FakeBlueskyRefusal(500, "InternalServerError", "Internal Server Error")
                }
            case .update:
                guard standing.contains(path) else {
                    throw FakeBlueskyRefusal(500, "InternalServerError", "Internal Server Error")
                }
            case .delete:
                guard standing.remove(path) != nil else {
                    throw FakeBlueskyRefusal(500, "InternalServerError", "Internal Server Error")
                }
            }
            changes.append(change)
        }
        let fields = try spend(changes.reduce(0) { $0 + $1.points }, did, now: now)
        let commit = apply(changes, did, now: now)
        let results = changes.map { change -> ATValue in
            var result: [String: ATValue] = ["$type": .string("com.atproto.repo.applyWrites#\(change.action)Result")]
            if let value = change.value {
                result.merge(written(did, change.collection, change.key, value, commit: nil).members ?? [:]) { $1 }
            }
            return .map(result)
        }
        return FakeBlueskyReply.json(["commit": commit, "results": .array(results)], headers: fields)
    }

    private mutating func change(
        _ write: ATValue, _ validate: Bool?, _ did: String, now: Instant
    ) throws(FakeBlueskyRefusal) -> FakeBlueskyChange {
        let action: FakeBlueskyWrite.Action? =
            switch write.type {
            case "com.atproto.repo.applyWrites#create": .create
            case "com.atproto.repo.applyWrites#update": .update
            case "com.atproto.repo.applyWrites#delete": .delete
            default: nil
            }
        guard let action else { throw .invalid("Action not supported") }
        let collection = try text(write, "collection")
        let key = write["rkey"]?.string ?? (action == .create ? tids.next(microseconds: now.microseconds).text : "")
        var value: ATValue?
        if action != .delete { value = try prepared(write["value"], collection, key, validate, did, now: now) }
        return FakeBlueskyChange(action: action, collection: collection, key: key, value: value)
    }

    private func owner(_ body: ATValue, _ call: XRPCCall, now: Instant) throws(FakeBlueskyRefusal) -> String {
        let token = try access(call, now: now)
        guard account(try text(body, "repo"))?.did == token.did else {
            throw FakeBlueskyRefusal(401, "AuthenticationRequired", "Authentication Required")
        }
        return token.did
    }

    private func checkHead(_ body: ATValue, _ did: String) throws(FakeBlueskyRefusal) {
        guard let cid = body["swapCommit"]?.string, cid != repos[did]?.head else { return }
        throw Self.swap("Commit was at \(repos[did]?.head ?? "null")")
    }

    private static func swap(_ message: String) -> FakeBlueskyRefusal { .init(400, "InvalidSwap", message) }

    private mutating func spend(
        _ points: Int, _ did: String, now: Instant
    ) throws(FakeBlueskyRefusal) -> [HTTPField] {
        _ = try take("writes-day " + did, points, of: rules.pointsPerDay, in: .days(1), now: now)
        return try take("writes " + did, points, of: rules.pointsPerHour, in: .hours(1), now: now)
    }

    private func written(
        _ did: String, _ collection: String, _ key: String, _ value: ATValue, commit: ATValue?
    ) -> ATValue {
        let isKnown = rules.checksRecords && catalog?.definition(collection) != nil
        var members: [String: ATValue] = [
            "uri": .string("at://\(did)/\(collection)/\(key)"), "cid": .string(value.cid.text),
            "validationStatus": .string(isKnown ? "valid" : "unknown"),
        ]
        if let commit { members["commit"] = commit }
        return .map(members)
    }

    /// Applies changes that were checked, all in one commit, and tells of it whom it concerns.
    @discardableResult
    mutating func apply(_ changes: [FakeBlueskyChange], _ did: String, now: Instant) -> ATValue {
        for change in changes {
            let old = repos[did]?[change.collection, change.key]
            if let value = change.value {
                repos[did, default: FakeBlueskyRepo()][change.collection, change.key] = FakeBlueskyRecord(
                    value: value, cid: value.cid.text, indexedAt: now)
                for blob in Self.blobs(in: value) { blobs[did]?[blob.ref.text]?.expiresAt = nil }
            } else {
                repos[did]?.records[change.collection]?[change.key] = nil
            }
            let record = change.value ?? old?.value
            writes.append(
                FakeBlueskyWrite(
                    at: now, did: did, collection: change.collection, key: change.key, action: change.action,
                    cid: change.value?.cid.text ?? old?.cid ?? "", text: record?["text"]?.string,
                    parent: record?["reply"]?["parent"]?["uri"]?.string,
                    root: record?["reply"]?["root"]?["uri"]?.string,
                    blobs: record.map { Self.blobs(in: $0).map(\.ref.text) } ?? []))
            if change.action == .create, let value = change.value {
                notify(of: value, change.collection, change.key, by: did, now: now)
            }
        }
        let rev = tids.next(microseconds: now.microseconds).text
        let head: ATValue = ["did": .string(did), "rev": .string(rev), "prev": .string(repos[did]?.head ?? "")]
        repos[did, default: FakeBlueskyRepo()].rev = rev
        repos[did]?.head = head.cid.text
        return ["cid": .string(head.cid.text), "rev": .string(rev)]
    }
}
