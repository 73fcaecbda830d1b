package import SMMDatabase
package import SMMModel

extension EventLog {
    private static func columns() -> SQL {
        """
        SELECT seq, at, brand_id, actor_kind, actor, actor_uid, role, via, verb, subject_kind, subject_id, post_id,
          account_id, before, after, detail, retention, hash FROM event
        """
    }

    static func afterStatement(_ sequence: Int64, limit: Int) -> SQL {
        "\(sql: columns()) WHERE seq > \(sequence) ORDER BY seq LIMIT \(limit)"
    }

    static func beforeStatement(_ sequence: Int64, limit: Int) -> SQL {
        "\(sql: columns()) WHERE seq < \(sequence) ORDER BY seq DESC LIMIT \(limit)"
    }

    static func storyStatement(_ post: PostID) -> SQL {
        "\(sql: columns()) WHERE post_id = \(post.rawValue) ORDER BY seq"
    }

    /// Events after `sequence`, oldest first.
    package static func after(_ sequence: Int64, limit: Int, in tx: any ReadTransaction) throws -> [EventRow] {
        try tx.query(afterStatement(sequence, limit: limit), row)
    }

    /// Events before `sequence`, newest first.
    package static func before(_ sequence: Int64, limit: Int, in tx: any ReadTransaction) throws -> [EventRow] {
        try tx.query(beforeStatement(sequence, limit: limit), row)
    }

    /// The whole story of one post, oldest first.
    package static func story(of post: PostID, in tx: any ReadTransaction) throws -> [EventRow] {
        try tx.query(storyStatement(post), row)
    }

    /// The sequence of the newest event; 0 when there is none.
    package static func lastSequence(in tx: any ReadTransaction) throws -> Int64 {
        try tx.first(lastRow, []) { try $0.int64(0) } ?? 0
    }

    static func chainStatement(from sequence: Int64) -> SQL {
        "\(sql: columns()) WHERE seq >= \(sequence) ORDER BY seq"
    }

    /// Recomputes the hashes after `sequence` (0 for all); the first row that does not fit, or nil when the chain is whole.
    package static func firstBrokenLink(after sequence: Int64 = 0, in tx: any ReadTransaction) throws -> Int64? {
        // The row at `sequence` is taken at its word: its hash is what the next one goes on from.
        let start = max(1, sequence)
        var previous: [UInt8] = []
        var expected = start
        var broken: Int64?
        try tx.forEachWhile(chainStatement(from: start)) { raw in
            let event = try row(raw)
            let isAnchor = sequence >= 1 && event.sequence == sequence
            guard event.sequence == expected, isAnchor || digest(event, after: previous) == event.hash else {
                broken = expected
                return false
            }
            previous = event.hash
            expected += 1
            return true
        }
        return broken
    }

    private static func row(_ row: Row) throws -> EventRow {
        let brand = try row.int64(2)
        return EventRow(
            sequence: try row.int64(0), at: try row.instant(1), brand: brand == 0 ? nil : BrandID(rawValue: brand),
            actorKind: try row.text(3), actor: try row.text(4), uid: try row.optionalInt64(5),
            role: try row.optionalText(6), via: try row.text(7), verb: try row.text(8), subjectKind: try row.text(9),
            subject: try row.int64(10), post: try row.optionalInt64(11).map(PostID.init(rawValue:)),
            account: try row.optionalInt64(12).map(AccountID.init(rawValue:)), before: try row.optionalText(13),
            after: try row.optionalText(14), detail: try row.optionalText(15), retention: try row.text(16),
            hash: try row.blob(17))
    }

    private static func digest(_ event: EventRow, after previous: [UInt8]) -> [UInt8] {
        var hash = EventHash(after: previous)
        hash.add(event.sequence)
        hash.add(event.at.milliseconds)
        hash.add(event.brand?.rawValue ?? 0)
        hash.add(event.actorKind)
        hash.add(event.actor)
        hash.add(event.uid)
        hash.add(event.role)
        hash.add(event.via)
        hash.add(event.verb)
        hash.add(event.subjectKind)
        hash.add(event.subject)
        hash.add(event.post?.rawValue)
        hash.add(event.account?.rawValue)
        hash.add(event.before)
        hash.add(event.after)
        hash.add(event.detail)
        hash.add(event.retention)
        return hash.finish()
    }
}

/// The statements of the event chain.
package enum EventStatements: StatementCatalog {
    /// `event`
    package static let area = "event"
    /// The fast path.
    package static var statements: [Statement] { [EventLog.lastRow, EventLog.insert] }
    /// The interpolated ones.
    package static var samples: [RegisteredSQL] {
        [
            RegisteredSQL("after", EventLog.afterStatement(0, limit: 1)),
            RegisteredSQL("before", EventLog.beforeStatement(0, limit: 1)),
            RegisteredSQL("chain", EventLog.chainStatement(from: 1)),
            RegisteredSQL("story", EventLog.storyStatement(PostID(rawValue: 1))),
        ]
    }
}
