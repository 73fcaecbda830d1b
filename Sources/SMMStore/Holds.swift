package import SMMDatabase
package import SMMModel

/// The rows of holds. Whoever places or releases one tells the gate after the commit.
package enum Holds {
    static let insert = Statement(
        """
        INSERT INTO hold (id, brand_id, scope_kind, scope_key, reason, detail, placed_at, placed_by)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        """)
    static let release = Statement(
        "UPDATE hold SET released_at = $2, released_by = $3 WHERE id = $1 AND released_at IS NULL")
    static let active = Statement(
        """
        SELECT id, brand_id, scope_kind, scope_key, reason, detail, placed_at, placed_by FROM hold
        WHERE released_at IS NULL ORDER BY id
        """)
    static let activeOfScope = Statement(
        """
        SELECT id, brand_id, scope_kind, scope_key, reason, detail, placed_at, placed_by FROM hold
        WHERE released_at IS NULL AND scope_kind = $1 AND scope_key = $2 ORDER BY id
        """)

    /// Stores a hold.
    package static func place(_ hold: Hold, in tx: any WriteTransaction) throws {
        try tx.run(
            insert,
            [
                .integer(hold.id.rawValue), .integer(hold.brand?.rawValue ?? 0), .text(hold.scope.kind),
                .integer(hold.scope.key), .text(hold.reason.rawValue), .text(hold.detail), hold.placedAt.sqlValue,
                .text(hold.placedBy),
            ])
    }

    /// Releases a hold; false when it was not in force.
    @discardableResult
    package static func release(
        _ id: HoldID, by who: String, now: Instant, in tx: any WriteTransaction
    ) throws -> Bool {
        try tx.run(release, .integer(id.rawValue), now.sqlValue, .text(who)) > 0
    }

    /// All holds in force, oldest first. A scope of an unknown kind is read as everything: rather still than sorry.
    package static func active(in tx: any ReadTransaction) throws -> [Hold] {
        try tx.query(active, [], hold)
    }

    /// The holds in force of one scope, oldest first.
    package static func active(of scope: HoldScope, in tx: any ReadTransaction) throws -> [Hold] {
        try tx.query(activeOfScope, [.text(scope.kind), .integer(scope.key)], hold)
    }

    private static func hold(_ row: Row) throws -> Hold {
        let brand = try row.int64(1)
        return Hold(
            id: HoldID(rawValue: try row.int64(0)), brand: brand == 0 ? nil : BrandID(rawValue: brand),
            scope: HoldScope(kind: try row.text(2), key: try row.int64(3)) ?? .everything,
            reason: HoldReason(rawValue: try row.text(4)), detail: try row.text(5), placedAt: try row.instant(6),
            placedBy: try row.text(7))
    }
}

/// The statements of holds.
package enum HoldStatements: StatementCatalog {
    /// `hold`
    package static let area = "hold"
    /// The fast path.
    package static var statements: [Statement] { [Holds.insert, Holds.release, Holds.active, Holds.activeOfScope] }
}
