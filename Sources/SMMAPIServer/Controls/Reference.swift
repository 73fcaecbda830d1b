/// A thing as a person names it: the path's part, and the brand that narrows it down.
package struct Reference: Sendable, Hashable {
    /// The id, a unique prefix of it, the name, or for posts `last` (the asker's newest).
    package var text: String
    /// The `brand` parameter.
    package var brand: String?

    /// A reference.
    package init(_ text: String, brand: String? = nil) {
        self.text = text
        self.brand = brand
    }
}
