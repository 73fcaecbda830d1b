package import SMMModel

/// Chooses one brand or all in sight.
package struct BrandQuery: RouteQuery {
    /// The brand by name, id or unique id prefix.
    package var brand: String?

    /// A query of its parts.
    package init(brand: String? = nil) {
        self.brand = brand
    }

    /// Reads the query string's parameters; throws `query-type`.
    package init(_ items: QueryItems) throws(Problem) {
        brand = items["brand"]
    }

    /// The query string's parameters.
    package var items: QueryItems {
        var items = QueryItems()
        items["brand"] = brand
        return items
    }
}
