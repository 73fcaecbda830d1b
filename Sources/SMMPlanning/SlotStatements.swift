package import SMMDatabase

/// The statements of slots.
package enum SlotStatements: StatementCatalog {
    /// `slot`
    package static let area = "slot"

    static let ofAccount = Statement(
        "SELECT weekday, minute FROM slot WHERE account_id = $1 AND removed_at IS NULL ORDER BY weekday, minute")
    static let zone = Statement(
        "SELECT b.zone FROM account a JOIN brand b ON b.id = a.brand_id WHERE a.id = $1")
    static let account = Statement("SELECT brand_id FROM account WHERE id = $1 AND removed_at IS NULL")
    static let insert = Statement(
        """
        INSERT INTO slot (id, brand_id, account_id, weekday, minute, created_at) VALUES ($1, $2, $3, $4, $5, $6)
        """)
    static let remove = Statement(
        "UPDATE slot SET removed_at = $4 WHERE account_id = $1 AND weekday = $2 AND minute = $3 AND removed_at IS NULL")
    /// What already stands in the account's calendar from an instant on.
    static let taken = Statement(
        """
        SELECT d.due_at FROM delivery d
        WHERE d.account_id = $1 AND d.due_at > $2 AND EXISTS (SELECT 1 FROM operation o WHERE o.post_id = d.post_id
          AND o.delivery_id = d.id AND o.kind = 'publish' AND o.state NOT IN ('cancelled', 'failed', 'expired'))
        ORDER BY d.due_at LIMIT $3
        """)

    /// The fast path.
    package static var statements: [Statement] { [ofAccount, zone, account, insert, remove, taken] }
}
