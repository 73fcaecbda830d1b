import SMMDatabase
import SMMModel

/// The rows of hooks.
enum HookRows {
    static let insert = Statement(
        "INSERT INTO hook (id, brand_id, name, created_at, created_by) VALUES ($1, $2, $3, $4, $5)")
    static let byID = Statement(
        """
        SELECT h.id, h.name, h.created_at, h.created_by, b.id, b.name, b.zone
        FROM hook h JOIN brand b ON b.id = h.brand_id WHERE h.id = $1 AND h.removed_at IS NULL AND b.removed_at IS NULL
        """)
    static let all = Statement(
        """
        SELECT h.id, h.name, h.created_at, h.created_by, b.id, b.name, b.zone
        FROM hook h JOIN brand b ON b.id = h.brand_id WHERE h.removed_at IS NULL AND b.removed_at IS NULL
        ORDER BY b.name, h.name
        """)
    static let idByName = Statement("SELECT id FROM hook WHERE brand_id = $1 AND name = $2 AND removed_at IS NULL")
    static let idsBetween = Statement(
        "SELECT id FROM hook WHERE id BETWEEN $1 AND $2 AND removed_at IS NULL ORDER BY id LIMIT 50")
    static let remove = Statement("UPDATE hook SET removed_at = $2 WHERE id = $1 AND removed_at IS NULL")

    static func detail(_ row: Row) throws -> HookDetail {
        HookDetail(
            id: HookID(rawValue: try row.int64(0)), brand: BrandID(rawValue: try row.int64(4)),
            brandName: try row.text(5), zone: try row.text(6), name: try row.text(1), createdAt: try row.instant(2),
            createdBy: try row.text(3))
    }
}
