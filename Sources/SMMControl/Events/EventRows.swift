import SMMDatabase
import SMMModel
import SMMStore

/// Reads the record for its readers: a stretch of sequences at a time, so that a rare filter never holds a snapshot for
/// long.
enum EventRows {
    /// How many sequences one statement may look at.
    static let stretch: Int64 = 20_000

    private static func select() -> SQL {
        """
        SELECT seq, at, brand_id, actor_kind, actor, actor_uid, role, via, verb, subject_kind, subject_id, post_id,
          account_id, before, after, detail, retention FROM event
        """
    }

    /// Rows below `sequence` but above `floor`, newest first.
    static func before(_ sequence: Int64, floor: Int64, _ conditions: SQL, limit: Int) -> SQL {
        """
        \(sql: select()) WHERE seq < \(sequence) AND seq > \(floor) \(sql: conditions)
        ORDER BY seq DESC LIMIT \(limit)
        """
    }

    /// Rows above `sequence` up to `ceiling`, oldest first.
    static func after(_ sequence: Int64, ceiling: Int64, _ conditions: SQL, limit: Int) -> SQL {
        """
        \(sql: select()) WHERE seq > \(sequence) AND seq <= \(ceiling) \(sql: conditions) ORDER BY seq LIMIT \(limit)
        """
    }

    /// A row without its hash, which readers are not shown.
    static func row(_ row: Row) throws -> EventRow {
        let brand = try row.int64(2)
        return EventRow(
            sequence: try row.int64(0), at: try row.instant(1), brand: brand == 0 ? nil : BrandID(rawValue: brand),
            actorKind: try row.text(3), actor: try row.text(4), uid: try row.optionalInt64(5),
            role: try row.optionalText(6), via: try row.text(7), verb: try row.text(8), subjectKind: try row.text(9),
            subject: try row.int64(10), post: try row.optionalInt64(11).map(PostID.init(rawValue:)),
            account: try row.optionalInt64(12).map(AccountID.init(rawValue:)), before: try row.optionalText(13),
            after: try row.optionalText(14), detail: try row.optionalText(15), retention: try row.text(16), hash: [])
    }
}
