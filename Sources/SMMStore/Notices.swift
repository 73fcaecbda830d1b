package import SMMDatabase
package import SMMModel

/// Raises and closes notices. What channels they go out by is SMMNotices' business.
package enum Notices {
    static let insert = Statement(
        """
        INSERT INTO notice (id, brand_id, kind, dedupe, severity, subject, body, command, post_id, account_id, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        ON CONFLICT (dedupe) WHERE closed_at IS NULL DO NOTHING
        """)
    static let close = Statement("UPDATE notice SET closed_at = $2 WHERE dedupe = $1 AND closed_at IS NULL")

    /// Raises a notice unless an open one says the same; returns whether it is new.
    @discardableResult
    package static func raise(
        _ draft: NoticeDraft, id: NoticeID, now: Instant, in tx: any WriteTransaction
    ) throws -> Bool {
        try tx.run(
            insert,
            [
                .integer(id.rawValue), .integer(draft.brand?.rawValue ?? 0), .text(draft.kind), .text(draft.dedupe),
                .text(draft.severity), .text(draft.subject), .text(draft.body), draft.command.sqlValue,
                (draft.post?.rawValue).sqlValue, (draft.account?.rawValue).sqlValue, now.sqlValue,
            ]) > 0
    }

    /// Closes the open notice named `dedupe`, so that the next one is told again.
    package static func close(_ dedupe: String, now: Instant, in tx: any WriteTransaction) throws {
        try tx.run(close, .text(dedupe), now.sqlValue)
    }
}

/// The statements that raise and close notices.
package enum NoticeStatements: StatementCatalog {
    /// `notice`
    package static let area = "notice"
    /// The fast path.
    package static var statements: [Statement] { [Notices.insert, Notices.close] }
}
