import SMMModel

/// Chooses what is to go out.
package struct QueueQuery: RouteQuery {
    /// Only this brand's.
    package var brand: String?
    /// Only to this account.
    package var account: String?
    /// Only due at or after this time, as a person writes it.
    package var from: String?
    /// Only due before this time, as a person writes it.
    package var until: String?

    /// A query of its parts.
    package init(brand: String? = nil, account: String? = nil, from: String? = nil, until: String? = nil) {
        self.brand = brand
        self.account = account
        self.from = from
        self.until = until
    }

    /// Reads the query string's parameters.
    package init(_ items: QueryItems) {
        brand = items["brand"]
        account = items["account"]
        from = items["from"]
        until = items["until"]
    }

    /// The query string's parameters.
    package var items: QueryItems {
        var items = QueryItems()
        items["brand"] = brand
        items["account"] = account
        items["from"] = from
        items["until"] = until
        return items
    }
}
