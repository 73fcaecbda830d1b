/// A brand to be made.
package struct BrandDraft: Sendable, Hashable {
    /// The short name.
    package var name: String
    /// The name people read; the short name when nil.
    package var title: String?
    /// The IANA time zone; the default when nil.
    package var zone: String?
    /// The BCP 47 language; the default when nil.
    package var language: String?
    /// The accent colour.
    package var colour: String?

    /// A draft.
    package init(
        name: String, title: String? = nil, zone: String? = nil, language: String? = nil, colour: String? = nil
    ) {
        self.name = name
        self.title = title
        self.zone = zone
        self.language = language
        self.colour = colour
    }
}
