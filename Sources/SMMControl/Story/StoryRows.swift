import SMMAdapterKit
import SMMDatabase
import SMMModel
import SMMStore

/// Reads what a post's story needs beside the post itself.
enum StoryRows {
    static let attempts = Statement(
        """
        SELECT a.operation_id, a.account_id, a.number, a.intent_at, a.ended_at, a.progress, a.outcome, a.evidence,
          o.kind
        FROM operation o JOIN attempt a ON a.operation_id = o.id WHERE o.post_id = $1 ORDER BY a.id
        """)
    static let questions = Statement(
        "SELECT id, absents, absent_at, crashes, cancel_requested FROM operation WHERE post_id = $1 ORDER BY id")
    /// The holds on everything, the brand or an account that stood at any time since the post was made.
    static let wideHolds = Statement(
        """
        SELECT id, brand_id, scope_kind, scope_key, reason, detail, placed_at, placed_by, released_at, released_by
        FROM hold
        WHERE (released_at IS NULL OR released_at >= $1) AND (scope_kind = 'everything'
          OR (scope_kind = 'brand' AND scope_key = $2)
          OR (scope_kind = 'account' AND scope_key IN (SELECT o.account_id FROM operation o WHERE o.post_id = $3)))
        ORDER BY id LIMIT 200
        """)

    static func attempts(of post: PostID, in tx: any ReadTransaction) throws -> [StoryAttempt] {
        try tx.query(attempts, [.integer(post.rawValue)]) { row in
            StoryAttempt(
                operation: OperationID(rawValue: try row.int64(0)), account: AccountID(rawValue: try row.int64(1)),
                number: try row.int(2), intentAt: try row.instant(3), endedAt: try row.optionalInstant(4),
                progress: try row.optionalText(5).flatMap(TransferProgress.init(rawValue:)),
                outcome: try row.optionalText(6),
                evidence: try row.optionalText(7).map { try JSONText.decode(StoredFailure.self, from: $0) },
                kind: OperationKind(rawValue: try row.text(8)) ?? .publish)
        }
    }

    static func questions(of post: PostID, in tx: any ReadTransaction) throws -> [StoryQuestion] {
        try tx.query(questions, [.integer(post.rawValue)]) { row in
            StoryQuestion(
                operation: OperationID(rawValue: try row.int64(0)), absents: try row.int(1),
                absentAt: try row.optionalInstant(2), crashes: try row.int(3), isWithdrawn: try row.bool(4))
        }
    }

    static func wideHolds(of post: PostRow, in tx: any ReadTransaction) throws -> [HoldRows.Entry] {
        let values: [SQLValue] = [
            post.createdAt.sqlValue, .integer(post.brand.rawValue), .integer(post.id.rawValue),
        ]
        return try tx.query(wideHolds, values, HoldRows.entry)
    }
}
