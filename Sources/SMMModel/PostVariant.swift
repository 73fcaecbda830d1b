/// A post as it goes to one platform.
package struct PostVariant: Sendable, Hashable, Codable {
    /// The parts in order.
    package var parts: [PostPart]
    /// BCP 47 language; nil means the brand's.
    package var language: String?
    /// Platform options by name, checked against the manifest (`visibility`, `title`, …).
    package var options: [String: String]

    /// A variant.
    package init(parts: [PostPart], language: String? = nil, options: [String: String] = [:]) {
        self.parts = parts
        self.language = language
        self.options = options
    }
}
