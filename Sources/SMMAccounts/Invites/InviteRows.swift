package import SMMDatabase
package import SMMModel
import SMMStore

/// The rows of invites.
package enum InviteRows {
    static let insert = Statement(
        """
        INSERT INTO invite (id, brand_id, platform, name, settings, secret_hash, created_at, created_by, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """)
    static let byID = Statement(
        """
        SELECT i.id, i.platform, i.name, i.settings, i.created_at, i.created_by, i.expires_at, i.ended_at, i.ended_by,
          i.account_id, b.id, b.name, b.title, b.zone, b.language, b.colour
        FROM invite i JOIN brand b ON b.id = i.brand_id WHERE i.id = $1 AND b.removed_at IS NULL
        """)
    static let bySecret = Statement(
        """
        SELECT i.id, i.platform, i.name, i.settings, i.created_at, i.created_by, i.expires_at, i.ended_at, i.ended_by,
          i.account_id, b.id, b.name, b.title, b.zone, b.language, b.colour
        FROM invite i JOIN brand b ON b.id = i.brand_id WHERE i.secret_hash = $1 AND b.removed_at IS NULL
        """)
    static let page = Statement(
        """
        SELECT i.id, i.platform, i.name, i.settings, i.created_at, i.created_by, i.expires_at, i.ended_at, i.ended_by,
          i.account_id, b.id, b.name, b.title, b.zone, b.language, b.colour
        FROM invite i JOIN brand b ON b.id = i.brand_id WHERE i.id < $1 AND b.removed_at IS NULL
        ORDER BY i.id DESC LIMIT $2
        """)
    static let idsBetween = Statement("SELECT id FROM invite WHERE id BETWEEN $1 AND $2 ORDER BY id LIMIT 50")
    static let end = Statement(
        "UPDATE invite SET ended_at = $2, ended_by = $3, account_id = $4 WHERE id = $1 AND ended_at IS NULL")
    static let forget = Statement(
        "DELETE FROM invite WHERE COALESCE(ended_at, expires_at) < $1")

    static func detail(_ row: Row) throws -> InviteDetail {
        InviteDetail(
            id: InviteID(rawValue: try row.int64(0)),
            brand: BrandProfile(
                id: BrandID(rawValue: try row.int64(10)), name: try row.text(11), title: try row.text(12),
                zone: try row.text(13), language: try row.text(14), colour: try row.optionalText(15)),
            platform: try row.text(1), name: try row.text(2),
            settings: try JSONText.decode([String: String].self, from: try row.text(3)),
            createdAt: try row.instant(4), createdBy: try row.text(5), expiresAt: try row.instant(6),
            endedAt: try row.optionalInstant(7), endedBy: try row.optionalText(8),
            account: try row.optionalInt64(9).map { AccountID(rawValue: $0) })
    }

    /// Notes that an invite connected this account.
    ///
    /// - Throws: `invite-over` where it was used or withdrawn meanwhile, so that nothing is made by it.
    static func use(_ id: InviteID, for account: AccountID, now: Instant, in tx: any WriteTransaction) throws {
        let values: [SQLValue] = [.integer(id.rawValue), now.sqlValue, .null, .integer(account.rawValue)]
        guard try tx.run(end, values) == 1 else {
            throw Problem.conflict("invite-over", "The invite was used or withdrawn meanwhile.")
        }
    }

    /// Forgets what came to its end a good while ago; the record keeps what it was.
    package static func forgetOld(now: Instant, in tx: any WriteTransaction) throws {
        _ = try tx.run(forget, [(now - Self.memory).sqlValue])
    }

    /// How long an invite is remembered after its end, so that its address can say what became of it.
    private static let memory = Milliseconds.days(90)
}
