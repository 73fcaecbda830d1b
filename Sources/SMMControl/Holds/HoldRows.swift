import SMMDatabase
import SMMModel
import SMMStore

/// Reads holds as they are shown, released ones included.
enum HoldRows {
    /// A stored hold and its end.
    struct Entry: Sendable {
        var hold: Hold
        var releasedAt: Instant?
        var releasedBy: String?
    }

    /// What a page is narrowed down to.
    struct Filter: Sendable {
        /// Nil for all; 0 stands for everything.
        var brands: [Int64]?
        var account: Int64?
        var post: Int64?
        var reason: String?
        var includesReleased = false
    }

    static let byID = Statement(
        """
        SELECT id, brand_id, scope_kind, scope_key, reason, detail, placed_at, placed_by, released_at, released_by
        FROM hold WHERE id = $1
        """)
    static let idsBetween = Statement("SELECT id FROM hold WHERE id BETWEEN $1 AND $2 ORDER BY id LIMIT 50")
    /// The fuse's holds of an account that are in force.
    static let fuse = Statement(
        """
        SELECT id FROM hold
        WHERE released_at IS NULL AND scope_kind = 'account' AND scope_key = $1 AND reason = 'fuse' ORDER BY id
        """)
    static let restore = Statement(
        """
        SELECT id FROM hold WHERE released_at IS NULL AND scope_kind = 'everything' AND reason = 'restore' ORDER BY id
        """)
    /// How many holds on everything are in force.
    static let wide = Statement(
        "SELECT COUNT(*) FROM hold WHERE released_at IS NULL AND scope_kind = 'everything'")

    static func page(_ filter: Filter, before id: Int64, limit: Int) -> SQL {
        let brands: SQL = filter.brands.map { "AND brand_id IN \(list: $0)" } ?? ""
        // A hold reaches what lies below it: whoever asks what holds an account or a post is to see the wider ones too.
        let account: SQL =
            filter.account.map {
                """
                AND (scope_kind = 'everything' OR (scope_kind = 'account' AND scope_key = \($0))
                  OR (scope_kind = 'brand' AND scope_key IN (SELECT a.brand_id FROM account a WHERE a.id = \($0))))
                """
            } ?? ""
        let post: SQL =
            filter.post.map {
                """
                AND (scope_kind = 'everything' OR (scope_kind = 'post' AND scope_key = \($0))
                  OR (scope_kind = 'brand' AND scope_key IN (SELECT p.brand_id FROM post p WHERE p.id = \($0)))
                  OR (scope_kind = 'account'
                    AND scope_key IN (SELECT o.account_id FROM operation o WHERE o.post_id = \($0)))
                  OR (scope_kind = 'operation' AND scope_key IN (SELECT o.id FROM operation o WHERE o.post_id = \($0))))
                """
            } ?? ""
        let reason: SQL = filter.reason.map { "AND reason = \($0)" } ?? ""
        let active: SQL = filter.includesReleased ? "" : "AND released_at IS NULL"
        return """
            SELECT id, brand_id, scope_kind, scope_key, reason, detail, placed_at, placed_by, released_at, released_by
            FROM hold WHERE id < \(id) \(sql: brands) \(sql: account) \(sql: post) \(sql: reason) \(sql: active)
            ORDER BY id DESC LIMIT \(limit)
            """
    }

    static func entry(_ row: Row) throws -> Entry {
        let brand = try row.int64(1)
        return Entry(
            hold: Hold(
                id: HoldID(rawValue: try row.int64(0)), brand: brand == 0 ? nil : BrandID(rawValue: brand),
                scope: HoldScope(kind: try row.text(2), key: try row.int64(3)) ?? .everything,
                reason: HoldReason(rawValue: try row.text(4)), detail: try row.text(5), placedAt: try row.instant(6),
                placedBy: try row.text(7)),
            releasedAt: try row.optionalInstant(8), releasedBy: try row.optionalText(9))
    }

    /// The hold a person means, by id or a unique beginning of it, if it is in sight.
    ///
    /// - Throws: `Problem`: `hold-not-found` (404), `hold-ambiguous` (422).
    static func find(_ text: String, for principal: Principal, in tx: any ReadTransaction) throws -> Entry {
        func visible(_ key: Int64) throws -> Entry? {
            guard let found = try tx.first(byID, [.integer(key)], entry) else { return nil }
            return isVisible(found.hold, to: principal) ? found : nil
        }
        if let id = HoldID(text), let found = try visible(id.rawValue) { return found }
        let digits = text.hasPrefix(HoldKind.prefix + "_") ? text.dropFirst(HoldKind.prefix.utf8.count + 1) : text[...]
        var found: [Entry] = []
        for range in Crockford.ranges(startingWith: digits) ?? [] where digits.utf8.count >= 2 {
            let keys = try tx.query(idsBetween, [.integer(range.lowerBound), .integer(range.upperBound)]) {
                try $0.int64(0)
            }
            found += try keys.compactMap(visible)
        }
        guard let first = found.first else {
            throw Problem.notFound("hold", text, next: "See what there is: smmctl hold list")
        }
        guard found.count == 1 else {
            throw Problem.invalid(
                "hold-ambiguous", "More than one hold's id begins like that.", given: text,
                allowed: found.prefix(8).map { "\($0.hold.id)" }.joined(separator: ", "), next: "Type more of the id.")
        }
        return first
    }

    /// A hold on everything stops everyone, so everyone with a role sees it.
    static func isVisible(_ hold: Hold, to principal: Principal) -> Bool {
        guard let brand = hold.brand else { return principal.everywhere != nil || !principal.roles.isEmpty }
        return principal.role(in: brand) != nil
    }
}
