package import SMMModel

/// Says what a photo is shown for.
package struct MediaPreviewQuery: RouteQuery {
    /// The brand by name, id or unique id prefix, the only one in sight when absent.
    package var brand: String?
    /// The network; all of them when absent.
    package var network: String?
    /// Whether the picture itself comes along, which needs a network.
    package var content: Bool
    /// The file's name, for messages only.
    package var name: String?

    /// A query of its parts.
    package init(brand: String? = nil, network: String? = nil, content: Bool = false, name: String? = nil) {
        self.brand = brand
        self.network = network
        self.content = content
        self.name = name
    }

    /// Reads the query string's parameters; throws `query-type`.
    package init(_ items: QueryItems) throws(Problem) {
        brand = items["brand"]
        network = items["network"]
        content = try items.flag("content")
        name = items["name"]
    }

    /// The query string's parameters.
    package var items: QueryItems {
        var items = QueryItems()
        items["brand"] = brand
        items["network"] = network
        items["content"] = content ? "true" : nil
        items["name"] = name
        return items
    }
}
