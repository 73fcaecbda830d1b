/// One page of a list.
package struct Page<Item: Sendable & Hashable & Codable>: Sendable, Hashable, Codable {
    /// The shape's version.
    package var version: Int
    /// The items in the list's order.
    package var items: [Item]
    /// The `cursor` of the next page; absent on the last one.
    package var next: String?

    /// A page.
    package init(items: [Item], next: String? = nil) {
        self.version = APIVersion.current
        self.items = items
        self.next = next
    }
}

extension Page where Item: Described {
    /// The shape on the wire.
    package static var schema: Schema {
        .object(
            "One page of a list.",
            [
                .required("version", .integer, "The shape's version."),
                .required("items", .array(.reference(Item.schemaName)), "The items in the list's order."),
                .optional("next", .string, "The `cursor` of the next page; absent on the last one."),
            ])
    }
}
