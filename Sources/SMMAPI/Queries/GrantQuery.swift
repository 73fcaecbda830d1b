package import SMMModel

/// Chooses roles given.
package struct GrantQuery: RouteQuery {
    /// Only in this brand.
    package var brand: String?
    /// Only this Unix user's.
    package var user: String?
    /// Only this Unix group's.
    package var group: String?
    /// Also those taken back.
    package var revoked: Bool

    /// A query of its parts.
    package init(brand: String? = nil, user: String? = nil, group: String? = nil, revoked: Bool = false) {
        self.brand = brand
        self.user = user
        self.group = group
        self.revoked = revoked
    }

    /// Reads the query string's parameters; throws `query-type`.
    package init(_ items: QueryItems) throws(Problem) {
        brand = items["brand"]
        user = items["user"]
        group = items["group"]
        revoked = try items.flag("revoked")
    }

    /// The query string's parameters.
    package var items: QueryItems {
        var items = QueryItems()
        items["brand"] = brand
        items["user"] = user
        items["group"] = group
        items["revoked"] = revoked ? "true" : nil
        return items
    }
}
