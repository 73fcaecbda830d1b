import SMMDatabase
import SMMModel

/// The rows of groups.
package enum GroupRows {
    static let insert = Statement("INSERT INTO account_group (id, brand_id, name, created_at) VALUES ($1, $2, $3, $4)")
    static let delete = Statement("DELETE FROM account_group WHERE id = $1")
    static let deleteMembers = Statement("DELETE FROM account_group_member WHERE group_id = $1")
    static let addMember = Statement(
        """
        INSERT INTO account_group_member (group_id, account_id) VALUES ($1, $2)
        ON CONFLICT (group_id, account_id) DO NOTHING
        """)
    static let removeMember = Statement("DELETE FROM account_group_member WHERE group_id = $1 AND account_id = $2")
    static let byID = Statement(
        """
        SELECT g.id, g.brand_id, b.name, b.zone, g.name, g.created_at
        FROM account_group g JOIN brand b ON b.id = g.brand_id WHERE g.id = $1
        """)
    static let idsByBrand = Statement("SELECT id FROM account_group WHERE brand_id = $1")
    static let idsByName = Statement("SELECT id FROM account_group WHERE name = $1")
    static let idByBrandAndName = Statement("SELECT id FROM account_group WHERE brand_id = $1 AND name = $2")
    static let idsBetween = Statement("SELECT id FROM account_group WHERE id BETWEEN $1 AND $2 ORDER BY id LIMIT 50")
    static let members = Statement("SELECT account_id FROM account_group_member WHERE group_id = $1")

    static func detail(_ id: GroupID, in tx: any ReadTransaction) throws -> GroupDetail? {
        let found = try tx.first(byID, [.integer(id.rawValue)]) { row in
            GroupDetail(
                id: GroupID(rawValue: try row.int64(0)), brand: BrandID(rawValue: try row.int64(1)),
                brandName: try row.text(2), zone: try row.text(3), name: try row.text(4), createdAt: try row.instant(5),
                accounts: [])
        }
        guard var group = found else { return nil }
        group.accounts = try tx.query(members, [.integer(id.rawValue)]) { AccountID(rawValue: try $0.int64(0)) }
            .compactMap { try AccountRows.detail($0, in: tx)?.profile }
            .sorted { $0.name < $1.name }
        return group
    }
}
