package import SMMModel

/// Chooses what is to go out.
package struct QueueQuery: RouteQuery {
    /// Only this brand's.
    package var brand: String?
    /// Only to this account.
    package var account: String?
    /// Only due at or after this instant.
    package var from: Instant?
    /// Only due before this instant.
    package var until: Instant?

    /// A query of its parts.
    package init(brand: String? = nil, account: String? = nil, from: Instant? = nil, until: Instant? = nil) {
        self.brand = brand
        self.account = account
        self.from = from
        self.until = until
    }

    /// Reads the query string's parameters; throws `query-type`.
    package init(_ items: QueryItems) throws(Problem) {
        brand = items["brand"]
        account = items["account"]
        from = try items.instant("from")
        until = try items.instant("until")
    }

    /// The query string's parameters.
    package var items: QueryItems {
        var items = QueryItems()
        items["brand"] = brand
        items["account"] = account
        items["from"] = from.map { RFC3339.text($0) }
        items["until"] = until.map { RFC3339.text($0) }
        return items
    }
}
