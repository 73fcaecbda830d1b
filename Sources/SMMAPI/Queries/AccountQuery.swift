package import SMMModel

/// Chooses accounts.
package struct AccountQuery: RouteQuery {
    /// Only this brand's.
    package var brand: String?
    /// Only on this platform.
    package var platform: String?

    /// A query of its parts.
    package init(brand: String? = nil, platform: String? = nil) {
        self.brand = brand
        self.platform = platform
    }

    /// Reads the query string's parameters; throws `query-type`.
    package init(_ items: QueryItems) throws(Problem) {
        brand = items["brand"]
        platform = items["platform"]
    }

    /// The query string's parameters.
    package var items: QueryItems {
        var items = QueryItems()
        items["brand"] = brand
        items["platform"] = platform
        return items
    }
}
