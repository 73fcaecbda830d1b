import SMMDatabase
import SMMModel

/// The statements of taking an act back.
enum UndoRows {
    /// What an asker did last.
    struct Act: Sendable {
        var sequence: Int64
        var at: Instant
        var verb: String
        /// The post it was done to; nil when it was done to something else.
        var post: PostID?
        /// What the row says stood there before; of an undo, the verb that it took back.
        var before: String?
    }

    /// The last act between two sequences, in one brand or (0) in any. `actor_uid` is -1 for those without one.
    ///
    /// What comes with another act (a new post's picture, its wait for an approver) or changes nothing that is sent is
    /// none of its own.
    static let acts = Statement(
        """
        SELECT seq, at, verb, post_id, subject_kind, before FROM event
        WHERE seq > $1 AND seq <= $2 AND actor_kind = $3 AND COALESCE(actor_uid, -1) = $4 AND actor = $5
          AND ($6 = 0 OR brand_id = $6) AND subject_kind NOT IN ('asset', 'daemon', 'notice', 'operation')
          AND NOT (verb = 'hold.placed' AND after = 'approval')
        ORDER BY seq DESC LIMIT 1
        """)
    static let actsOnPost = Statement(
        """
        SELECT seq, at, verb, post_id, subject_kind, before FROM event
        WHERE post_id = $1 AND actor_kind = $2 AND COALESCE(actor_uid, -1) = $3 AND actor = $4
          AND subject_kind = 'post'
        ORDER BY seq DESC LIMIT 1
        """)
    static let oldest = Statement("SELECT at FROM event WHERE seq = $1")
    static let operations = Statement(
        """
        SELECT id, account_id, kind, part, state, attempts, after_id, due_at, fingerprint_key, fingerprint, updated_at,
          created_at, delivery_id
        FROM operation WHERE post_id = $1 ORDER BY id
        """)
    static let undelete = Statement("UPDATE post SET deleted_at = NULL WHERE id = $1")

    static func act(_ row: Row) throws -> Act {
        let post = try row.optionalInt64(3).map(PostID.init(rawValue:))
        return Act(
            sequence: try row.int64(0), at: try row.instant(1), verb: try row.text(2),
            post: try row.text(4) == "post" ? post : nil, before: try row.optionalText(5))
    }
}
