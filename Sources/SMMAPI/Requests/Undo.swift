/// Takes back what the asker did last, while that can still be done.
package struct Undo: Sendable, Hashable, Codable {
    /// Only what concerns this post, by id, unique prefix or `last`.
    package var post: String?
    /// Only what was done in this brand, by name or id.
    package var brand: String?

    /// A value of its parts.
    package init(post: String? = nil, brand: String? = nil) {
        self.post = post
        self.brand = brand
    }
}

extension Undo: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "Takes back what the asker did last, while that can still be done.",
        [
            .optional("post", .string, "Only what concerns this post, by id, unique prefix or `last`."),
            .optional("brand", .string, "Only what was done in this brand, by name or id."),
        ])
}
