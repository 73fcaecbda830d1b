import SMMDatabase
import SMMModel

/// The rows of brands.
package enum BrandRows {
    static let insert = Statement(
        """
        INSERT INTO brand (id, name, title, zone, language, colour, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
        """)
    static let update = Statement(
        "UPDATE brand SET name = $2, title = $3, zone = $4, language = $5, colour = $6 WHERE id = $1")
    static let byID = Statement(
        """
        SELECT id, name, title, zone, language, colour, created_at,
          (SELECT COUNT(*) FROM account a WHERE a.brand_id = brand.id AND a.removed_at IS NULL)
        FROM brand WHERE id = $1 AND removed_at IS NULL
        """)
    static let idByName = Statement("SELECT id FROM brand WHERE name = $1 AND removed_at IS NULL")
    static let idsBetween = Statement(
        "SELECT id FROM brand WHERE id BETWEEN $1 AND $2 AND removed_at IS NULL ORDER BY id LIMIT 50")
    static let all = Statement(
        """
        SELECT id, name, title, zone, language, colour, created_at,
          (SELECT COUNT(*) FROM account a WHERE a.brand_id = brand.id AND a.removed_at IS NULL)
        FROM brand WHERE removed_at IS NULL
        """)

    static func detail(_ id: BrandID, for principal: Principal, in tx: any ReadTransaction) throws -> BrandDetail? {
        try tx.first(byID, [.integer(id.rawValue)]) { try detail($0, principal) }
    }

    /// The brands that `principal` can see, by name.
    static func visible(to principal: Principal, in tx: any ReadTransaction) throws -> [BrandDetail] {
        try tx.query(all, []) { try detail($0, principal) }.filter { $0.role != nil }
            .sorted { $0.profile.name < $1.profile.name }
    }

    private static func detail(_ row: Row, _ principal: Principal) throws -> BrandDetail {
        let id = BrandID(rawValue: try row.int64(0))
        let profile = BrandProfile(
            id: id, name: try row.text(1), title: try row.text(2), zone: try row.text(3), language: try row.text(4),
            colour: try row.optionalText(5))
        return BrandDetail(
            profile: profile, createdAt: try row.instant(6), accounts: try row.int(7), role: principal.role(in: id))
    }
}
