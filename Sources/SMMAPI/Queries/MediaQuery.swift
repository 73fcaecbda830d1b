package import SMMModel

/// Says what an upload is.
package struct MediaQuery: RouteQuery {
    /// The brand by name, id or unique id prefix, the only one in sight when absent.
    package var brand: String?
    /// What the bytes must hash to.
    package var sha256: String?
    /// What it shows.
    package var alt: String?
    /// The file's name, for messages only.
    package var name: String?

    /// A query of its parts.
    package init(brand: String? = nil, sha256: String? = nil, alt: String? = nil, name: String? = nil) {
        self.brand = brand
        self.sha256 = sha256
        self.alt = alt
        self.name = name
    }

    /// Reads the query string's parameters; throws `query-type`.
    package init(_ items: QueryItems) throws(Problem) {
        brand = items["brand"]
        sha256 = items["sha256"]
        alt = items["alt"]
        name = items["name"]
    }

    /// The query string's parameters.
    package var items: QueryItems {
        var items = QueryItems()
        items["brand"] = brand
        items["sha256"] = sha256
        items["alt"] = alt
        items["name"] = name
        return items
    }
}
