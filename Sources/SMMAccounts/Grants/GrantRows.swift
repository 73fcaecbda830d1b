import SMMDatabase
import SMMModel

/// The rows of roles given.
package enum GrantRows {
    static let insert = Statement(
        """
        INSERT INTO role_grant (id, brand_id, subject_kind, subject, role, granted_at, granted_by)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """)
    static let revoke = Statement(
        "UPDATE role_grant SET revoked_at = $2, revoked_by = $3 WHERE id = $1 AND revoked_at IS NULL")
    static let byID = Statement(
        """
        SELECT g.id, g.brand_id, b.name, g.subject_kind, g.subject, g.role, g.granted_at, g.granted_by, g.revoked_at,
          g.revoked_by, b.zone
        FROM role_grant g LEFT JOIN brand b ON b.id = g.brand_id WHERE g.id = $1
        """)
    static let page = Statement(
        """
        SELECT g.id, g.brand_id, b.name, g.subject_kind, g.subject, g.role, g.granted_at, g.granted_by, g.revoked_at,
          g.revoked_by, b.zone
        FROM role_grant g LEFT JOIN brand b ON b.id = g.brand_id WHERE g.id < $1 ORDER BY g.id DESC LIMIT $2
        """)
    static let active = Statement(
        """
        SELECT id FROM role_grant
        WHERE revoked_at IS NULL AND subject_kind = $1 AND subject = $2 AND brand_id = $3 ORDER BY id
        """)

    static func rolesStatement(kind: String, subjects: [String]) -> SQL {
        """
        SELECT brand_id, role FROM role_grant
        WHERE revoked_at IS NULL AND subject_kind = \(kind) AND subject IN \(list: subjects)
        """
    }

    /// The greatest role everywhere and in each brand, out of all grants to a user and its groups.
    static func roles(
        user: String?, groups: [String], in tx: any ReadTransaction
    ) throws -> (everywhere: Role?, roles: [BrandID: Role]) {
        var everywhere: Role?
        var roles: [BrandID: Role] = [:]
        for statement in [
            rolesStatement(kind: "user", subjects: user.map { [$0] } ?? []),
            rolesStatement(kind: "group", subjects: groups),
        ] {
            try tx.forEach(statement) { row in
                guard let role = Role(rawValue: try row.text(1)) else { return }
                let brand = try row.int64(0)
                if brand == 0 {
                    everywhere = max(everywhere ?? role, role)
                } else {
                    roles[BrandID(rawValue: brand)] = max(roles[BrandID(rawValue: brand)] ?? role, role)
                }
            }
        }
        return (everywhere, roles)
    }

    static func detail(_ row: Row) throws -> GrantDetail {
        let brand = try row.int64(1)
        let subject = try row.text(4)
        let role = try row.text(5)
        return GrantDetail(
            id: GrantID(rawValue: try row.int64(0)), brand: brand == 0 ? nil : BrandID(rawValue: brand),
            brandName: try row.optionalText(2), zone: try row.optionalText(10),
            subject: try row.text(3) == "group" ? .group(subject) : .user(subject), role: Role(rawValue: role),
            roleName: role, grantedAt: try row.instant(6), grantedBy: try row.text(7),
            revokedAt: try row.optionalInstant(8), revokedBy: try row.optionalText(9))
    }
}
