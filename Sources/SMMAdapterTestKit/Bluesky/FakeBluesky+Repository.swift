import SMMAdapterKit
import SMMAtproto
import SMMModel

extension FakeBluesky {
    /// `com.atproto.repo.*`; nil for another method.
    mutating func repository(
        _ method: String, _ call: XRPCCall, verb: String, now: Instant
    ) throws(FakeBlueskyRefusal) -> HTTPResponse? {
        switch method {
        case "com.atproto.repo.getRecord":
            try demand(verb, call)
            return try getRecord(call)
        case "com.atproto.repo.listRecords":
            try demand(verb, call)
            return try listRecords(call, now: now)
        case "com.atproto.repo.uploadBlob":
            try demand(verb, call)
            return try uploadBlob(call, now: now)
        case "com.atproto.repo.createRecord":
            try demand(verb, call)
            return try createRecord(call, now: now)
        case "com.atproto.repo.putRecord":
            try demand(verb, call)
            return try putRecord(call, now: now)
        case "com.atproto.repo.deleteRecord":
            try demand(verb, call)
            return try deleteRecord(call, now: now)
        case "com.atproto.repo.applyWrites":
            try demand(verb, call)
            return try applyWrites(call, now: now)
        default: return nil
        }
    }

    /// A record by its address.
    package func record(_ uri: String) -> FakeBlueskyRecord? {
        guard let uri = ATURI(uri), let did = account(uri.authority.text)?.did, let collection = uri.collection,
            let key = uri.key
        else { return nil }
        return repos[did]?[collection.text, key.text]
    }

    private func getRecord(_ call: XRPCCall) throws(FakeBlueskyRefusal) -> HTTPResponse {
        let repo = try parameter(call, "repo")
        let collection = try parameter(call, "collection")
        let key = try parameter(call, "rkey")
        let account = account(repo)
        let uri = "at://\(account?.did ?? repo)/\(collection)/\(key)"
        guard let account, let record = repos[account.did]?[collection, key],
            call.parameter("cid").map({ $0 == record.cid }) ?? true
        else { throw FakeBlueskyRefusal(400, "RecordNotFound", "Could not locate record: \(uri)") }
        return FakeBlueskyReply.json(["uri": .string(uri), "cid": .string(record.cid), "value": record.value])
    }

    private func listRecords(_ call: XRPCCall, now: Instant) throws(FakeBlueskyRefusal) -> HTTPResponse {
        let repo = try parameter(call, "repo")
        let collection = try parameter(call, "collection")
        let limit = try limit(call)
        guard let account = account(repo) else { throw .invalid("Could not find repo: \(repo)") }
        let isReverse = call.parameter("reverse") == "true"
        var keys = (repos[account.did]?.records[collection] ?? [:])
            .filter { $0.value.indexedAt + rules.listingLag <= now }.keys.sorted { isReverse ? $0 < $1 : $0 > $1 }
        if let cursor = call.parameter("cursor") { keys.removeAll { isReverse ? $0 <= cursor : $0 >= cursor } }
        let page = keys.prefix(limit)
        var answer: [String: ATValue] = [
            "records": .array(
                page.compactMap { key in
                    repos[account.did]?[collection, key].map { record in
                        [
                            "uri": .string("at://\(account.did)/\(collection)/\(key)"), "cid": .string(record.cid),
                            "value": record.value,
                        ]
                    }
                })
        ]
        if keys.count > page.count, let last = page.last { answer["cursor"] = .string(last) }
        return FakeBlueskyReply.json(.map(answer))
    }

    private mutating func uploadBlob(_ call: XRPCCall, now: Instant) throws(FakeBlueskyRefusal) -> HTTPResponse {
        let token = try access(call, now: now)
        guard let type = call.contentType, type.contains("/") else {
            throw .invalid("Request encoding (Content-Type) required but not provided")
        }
        guard !call.body.isEmpty else { throw .invalid("A request body is expected but none was provided") }
        guard call.body.count <= rules.blobLimit else {
            throw FakeBlueskyRefusal(413, "PayloadTooLarge", "request entity too large")
        }
        let fields = try take("blobs " + token.did, 1, of: rules.blobsPerDay, in: .days(1), now: now)
        let blob = keep(call.body, type, for: token.did, from: now)
        return FakeBlueskyReply.json(["blob": blob.value], headers: fields)
    }

    /// Keeps a blob for an account; one that is there already waits anew.
    mutating func keep(_ bytes: [UInt8], _ type: String, for did: String, from start: Instant) -> ATBlob {
        let cid = CID(.raw, hashing: bytes)
        let isNamed = blobs[did]?[cid.text].map { $0.expiresAt == nil } ?? false
        blobs[did, default: [:]][cid.text] = FakeBlueskyBlob(
            mimeType: type, size: Int64(bytes.count), availableAt: start,
            expiresAt: isNamed ? nil : start + rules.blobLife)
        return ATBlob(ref: cid, mimeType: type, size: Int64(bytes.count))
    }
}
