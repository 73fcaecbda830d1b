package import SMMDatabase

/// The greatest id ever given out, so that the generator goes on after it even when the clock was set back.
package enum LastIDs: StatementCatalog {
    /// `last-id`
    package static let area = "last-id"
    static let greatestID = Statement(
        """
        SELECT MAX(id) FROM (
          SELECT MAX(id) AS id FROM brand UNION ALL SELECT MAX(id) FROM account UNION ALL SELECT MAX(id) FROM post
          UNION ALL SELECT MAX(id) FROM revision UNION ALL SELECT MAX(id) FROM delivery
          UNION ALL SELECT MAX(id) FROM operation UNION ALL SELECT MAX(id) FROM attempt
          UNION ALL SELECT MAX(id) FROM hold UNION ALL SELECT MAX(id) FROM notice UNION ALL SELECT MAX(id) FROM asset
          UNION ALL SELECT MAX(id) FROM slot UNION ALL SELECT MAX(id) FROM role_grant
          UNION ALL SELECT MAX(id) FROM account_group UNION ALL SELECT MAX(id) FROM invite
          UNION ALL SELECT MAX(id) FROM hook) AS all_ids
        """)
    /// The fast path.
    package static var statements: [Statement] { [greatestID] }

    static func greatest(in tx: any ReadTransaction) throws -> Int64 {
        (try tx.first(greatestID, []) { try $0.optionalInt64(0) } ?? nil) ?? 0
    }
}
