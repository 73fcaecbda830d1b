import SMMDatabase
import SMMModel
import SMMStore

/// The rows of accounts.
package enum AccountRows {
    static let insert = Statement(
        """
        INSERT INTO account (id, brand_id, platform, name, settings, created_at, facts)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """)
    static let update = Statement("UPDATE account SET name = $2, settings = $3 WHERE id = $1")
    static let setFacts = Statement("UPDATE account SET facts = $2 WHERE id = $1")
    static let remove = Statement("UPDATE account SET removed_at = $2 WHERE id = $1 AND removed_at IS NULL")
    static let removeSlots = Statement("UPDATE slot SET removed_at = $2 WHERE account_id = $1 AND removed_at IS NULL")
    static let leaveGroups = Statement("DELETE FROM account_group_member WHERE account_id = $1")
    static let byID = Statement(
        """
        SELECT a.id, a.brand_id, a.platform, a.name, a.settings, a.created_at, b.name, b.zone, a.facts, c.state,
          (SELECT COUNT(*) FROM slot s WHERE s.account_id = a.id AND s.removed_at IS NULL)
        FROM account a JOIN brand b ON b.id = a.brand_id LEFT JOIN credential c ON c.account_id = a.id
        WHERE a.id = $1 AND a.removed_at IS NULL
        """)
    static let byBrand = Statement(
        """
        SELECT a.id, a.brand_id, a.platform, a.name, a.settings, a.created_at, b.name, b.zone, a.facts, c.state,
          (SELECT COUNT(*) FROM slot s WHERE s.account_id = a.id AND s.removed_at IS NULL)
        FROM account a JOIN brand b ON b.id = a.brand_id LEFT JOIN credential c ON c.account_id = a.id
        WHERE a.brand_id = $1 AND a.removed_at IS NULL
        """)
    static let connected = Statement(
        """
        SELECT c.account_id FROM credential c JOIN account a ON a.id = c.account_id
        WHERE c.state = 'good' AND a.removed_at IS NULL ORDER BY c.account_id
        """)
    static let idsByName = Statement("SELECT id FROM account WHERE name = $1 AND removed_at IS NULL")
    static let idByBrandAndName = Statement(
        "SELECT id FROM account WHERE brand_id = $1 AND name = $2 AND removed_at IS NULL")
    static let ofPlatform = Statement(
        """
        SELECT a.id, a.brand_id, a.platform, a.name, a.settings, a.created_at, b.name, b.zone, a.facts, c.state, 0
        FROM account a JOIN brand b ON b.id = a.brand_id LEFT JOIN credential c ON c.account_id = a.id
        WHERE a.platform = $1 AND a.removed_at IS NULL ORDER BY a.id
        """)
    static let idsBetween = Statement(
        "SELECT id FROM account WHERE id BETWEEN $1 AND $2 AND removed_at IS NULL ORDER BY id LIMIT 50")
    static let holds = Statement(
        """
        SELECT scope_kind, scope_key, reason FROM hold
        WHERE released_at IS NULL AND scope_kind IN ('everything', 'brand', 'account') ORDER BY id
        """)
    static let open = Statement(
        """
        SELECT COUNT(*) FROM delivery d JOIN operation o ON o.post_id = d.post_id AND o.delivery_id = d.id
        WHERE d.account_id = $1 AND o.state NOT IN ('published', 'failed', 'cancelled', 'expired')
        """)

    static func detail(_ id: AccountID, in tx: any ReadTransaction) throws -> AccountDetail? {
        guard var account = try tx.first(byID, [.integer(id.rawValue)], detail) else { return nil }
        account.held = try HoldIndex(tx).reasons(account.profile)
        return account
    }

    /// The accounts of a platform in all brands, by id; neither their slots nor what holds them is looked up.
    static func details(on platform: String, in tx: any ReadTransaction) throws -> [AccountDetail] {
        try tx.query(ofPlatform, [.text(platform)], detail)
    }

    static func details(of brand: BrandID, in tx: any ReadTransaction) throws -> [AccountDetail] {
        let holds = try HoldIndex(tx)
        return try tx.query(byBrand, [.integer(brand.rawValue)], detail).map { account in
            var account = account
            account.held = holds.reasons(account.profile)
            return account
        }.sorted { $0.profile.name < $1.profile.name }
    }

    private static func detail(_ row: Row) throws -> AccountDetail {
        let profile = AccountProfile(
            id: AccountID(rawValue: try row.int64(0)), brand: BrandID(rawValue: try row.int64(1)),
            platform: try row.text(2), name: try row.text(3),
            settings: try JSONText.decode([String: String].self, from: try row.text(4)),
            facts: try JSONText.decode([String: String].self, from: try row.text(8)))
        return AccountDetail(
            profile: profile, brandName: try row.text(6), zone: try row.text(7),
            createdAt: try row.instant(5), slots: try row.int(10), credential: try row.optionalText(9), held: [])
    }
}

/// The active holds that reach whole accounts.
private struct HoldIndex {
    private var everything: [HoldReason] = []
    private var brands: [Int64: [HoldReason]] = [:]
    private var accounts: [Int64: [HoldReason]] = [:]

    init(_ tx: any ReadTransaction) throws {
        try tx.forEach(AccountRows.holds, []) { row in
            let key = try row.int64(1)
            let reason = HoldReason(rawValue: try row.text(2))
            switch try row.text(0) {
            case "everything": everything.append(reason)
            case "brand": brands[key, default: []].append(reason)
            default: accounts[key, default: []].append(reason)
            }
        }
    }

    func reasons(_ account: AccountProfile) -> [HoldReason] {
        everything + brands[account.brand.rawValue, default: []] + accounts[account.id.rawValue, default: []]
    }
}
