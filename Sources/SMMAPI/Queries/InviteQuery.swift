package import SMMModel

/// Chooses invites.
package struct InviteQuery: RouteQuery {
    /// Only in this brand.
    package var brand: String?
    /// Also those that are over.
    package var ended: Bool

    /// A query of its parts.
    package init(brand: String? = nil, ended: Bool = false) {
        self.brand = brand
        self.ended = ended
    }

    /// Reads the query string's parameters; throws `query-type`.
    package init(_ items: QueryItems) throws(Problem) {
        brand = items["brand"]
        ended = try items.flag("ended")
    }

    /// The query string's parameters.
    package var items: QueryItems {
        var items = QueryItems()
        items["brand"] = brand
        items["ended"] = ended ? "true" : nil
        return items
    }
}
