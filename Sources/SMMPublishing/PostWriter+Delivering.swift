import SMMAdapterKit
package import SMMDatabase
package import SMMModel
import SMMStore
import SMMText

extension PostWriter {
    /// Makes the delivery to one account: its schedule and one publish operation for each part.
    ///
    /// - Parameter fingerprints: one for each part.
    func deliver(
        _ new: NewPost, _ fingerprints: [[UInt8]], revision: RevisionID, to account: AccountProfile, now: Instant,
        in tx: any WriteTransaction, into change: inout PostChange
    ) throws -> WrittenPost.Delivery {
        let schedule = try schedule(new.plan, for: account.id, now: now, in: tx)
        try Self.refuseExpired(schedule.due, expires: new.expires)
        let delivery: DeliveryID = ids.next()
        let columns = ScheduleColumns(schedule, tzdata: new.tzdata)
        let values: [15 of SQLValue] = [
            .integer(delivery.rawValue), .integer(change.post.rawValue), .integer(new.brand.rawValue),
            .integer(account.id.rawValue), columns.kind, columns.wall, columns.zone, columns.fold, columns.queue,
            columns.position, columns.tzdata, columns.due, new.expires.sqlValue, new.lateWindow.sqlValue, now.sqlValue,
        ]
        try tx.run(PostStatements.insertDelivery, values.span)
        let operations = try insertParts(
            new, fingerprints, schedule: schedule, revision: revision, delivery: delivery, account: account, now: now,
            in: tx, into: &change)
        return WrittenPost.Delivery(id: delivery, account: account.id, schedule: schedule, operations: operations)
    }

    /// One publish operation for each part.
    @discardableResult
    func insertParts(
        _ new: NewPost, _ fingerprints: [[UInt8]], schedule: Schedule, revision: RevisionID, delivery: DeliveryID,
        account: AccountProfile, now: Instant, in tx: any WriteTransaction, into change: inout PostChange
    ) throws -> [OperationRecord] {
        var operations: [OperationRecord] = []
        for (index, fingerprint) in fingerprints.enumerated() {
            let previous = operations.last?.id
            if !new.allowRepeat { try refuseRepeat(fingerprint, account.id, post: change.post, in: tx) }
            let operation = OperationRecord(
                id: ids.next(), delivery: delivery, post: change.post, brand: new.brand, account: account.id,
                revision: revision, kind: .publish, part: index, parts: fingerprints.count, after: previous,
                target: nil, state: schedule.due == nil ? .draft : .scheduled, due: schedule.due ?? now,
                expires: new.expires, lateWindow: new.lateWindow, attempts: 0, crashes: 0, epoch: 0, keyRound: 0,
                fingerprint: fingerprint,
                intentAt: nil, absents: 0, absentAt: nil, cancelRequested: false, steps: [:], createdAt: now)
            let wake = WrittenPost.wake(of: operation, schedule)
            try store.insert(operation, wake: wake, indexesFingerprint: !new.allowRepeat, in: tx)
            if let wake { change.wakes.append(wake) }
            operations.append(operation)
            change.operations += 1
        }
        return operations
    }

    /// What the plan comes to for one account.
    func schedule(
        _ plan: PostPlan, for account: AccountID, now: Instant, in tx: any WriteTransaction
    ) throws -> Schedule {
        switch plan {
        case .draft:
            return .none
        case .now:
            return .at(now + undoWindow, wall: "now", zone: "UTC", fold: 0)
        case .at(let instant, let wall, let zone, let fold):
            return .at(instant, wall: wall, zone: zone, fold: fold)
        case .nextSlot:
            guard let slot = try store.slots.nextFreeSlot(of: account, after: now, in: tx) else { return .none }
            return .slot(queue: account, position: slot.milliseconds, planned: slot)
        }
    }

    /// What `create` would refuse of `new` on one account, beyond the limits of its network. Looks, and writes nothing.
    ///
    /// - Parameter due: what the plan comes to there.
    package func objections(
        to new: NewPost, on account: AccountProfile, due: Instant?, in tx: any ReadTransaction
    ) throws -> [Problem] {
        var found = [Self.expiry(due, expires: new.expires)].compactMap { $0 }
        guard !new.allowRepeat else { return found }
        for fingerprint in Self.fingerprints(of: new.content, for: account) {
            // The post has no id yet that could be left out.
            let repeated = try repetition(fingerprint, account.id, post: PostID(rawValue: 0), in: tx)
            if let repeated { found.append(repeated) }
        }
        return found
    }

    static func refuseExpired(_ due: Instant?, expires: Instant?) throws {
        if let problem = expiry(due, expires: expires) { throw problem }
    }

    /// A post whose last moment comes before its time would only ever expire.
    private static func expiry(_ due: Instant?, expires: Instant?) -> Problem? {
        guard let expires, let due, expires <= due else { return nil }
        return Problem.invalid(
            "expires-before-due", "The post would expire before its time comes, so it would never go out.",
            allowed: "a last moment after its time", next: "Give it an earlier --at, or a later --expires.")
    }

    func refuseRepeat(
        _ fingerprint: [UInt8], _ account: AccountID, post: PostID, in tx: any WriteTransaction
    ) throws {
        if let problem = try repetition(fingerprint, account, post: post, in: tx) { throw problem }
    }

    /// Two waiting posts with the same text for the same place are refused; so is a text whose fate is unknown.
    private func repetition(
        _ fingerprint: [UInt8], _ account: AccountID, post: PostID, in tx: any ReadTransaction
    ) throws -> Problem? {
        guard let other = try waitingEqual(of: fingerprint, account: account, besides: post, in: tx) else { return nil }
        return Problem(
            Problem.Code("repeated-text"), status: 409,
            "Another post with the same text already waits for the same account.", given: "\(other)",
            allowed: "different text, or --allow-repeat", next: "Look at it: smmctl post show \(other)")
    }

    /// Another post than `post` that would say the same on the account and has not yet come to an end; nil for none.
    package func waitingEqual(
        of fingerprint: [UInt8], account: AccountID, besides post: PostID, in tx: any ReadTransaction
    ) throws -> PostID? {
        let values: [SQLValue] = [
            .integer(OperationRecord.fingerprintKey(fingerprint)), .integer(account.rawValue), .integer(post.rawValue),
        ]
        var other: PostID?
        try tx.forEach(PostStatements.equalFingerprint, values) { row in
            if try row.optionalBlob(1) == fingerprint { other = PostID(rawValue: try row.int64(0)) }
        }
        return other
    }

    /// The fingerprint of each part of what goes to `account`.
    static func fingerprints(of content: PostContent, for account: AccountProfile) -> [[UInt8]] {
        content.variant(for: account.platform).parts.enumerated().map { index, part in
            fingerprint(part, account: account.id, isFirst: index == 0)
        }
    }

    /// SHA-256 over account, canonical text, media and whether a part comes before: what makes two posts the same post.
    private static func fingerprint(_ part: PostPart, account: AccountID, isFirst: Bool) -> [UInt8] {
        Fingerprint(
            account: account.description, text: part.text, media: part.media.map(\.sha256),
            replyTo: isFirst ? nil : "previous-part", kind: OperationKind.publish.rawValue
        ).bytes
    }
}
