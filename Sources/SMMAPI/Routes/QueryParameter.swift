/// A query parameter of a route.
package struct QueryParameter: Sendable, Hashable {
    /// The name.
    package var name: String
    /// Its shape: a text, a whole number or true/false.
    package var schema: Schema
    /// Whether it must be there.
    package var isRequired: Bool
    /// What it means.
    package var description: String

    init(_ name: String, _ schema: Schema, _ description: String, isRequired: Bool = false) {
        self.name = name
        self.schema = schema
        self.isRequired = isRequired
        self.description = description
    }

    static let dryRun = QueryParameter("dryRun", .boolean, "Checks everything and changes nothing.")
    static let brand = QueryParameter("brand", .string, "Only this brand, by name, id or unique id prefix.")
    static let account = QueryParameter("account", .string, "Only this account, by name, id or unique id prefix.")
    static let post = QueryParameter("post", .string, "Only this post, by id, unique id prefix or `last`.")
    static let page = [
        QueryParameter("limit", .integer, "Items a page: 1 to 200, 50 when left out."),
        QueryParameter("cursor", .string, "The `next` of the page before."),
    ]
}
