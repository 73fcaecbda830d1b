/// What is to be different about a brand; nil stays as it is.
package struct BrandChange: Sendable, Hashable {
    /// A new short name.
    package var name: String?
    /// A new name for people.
    package var title: String?
    /// Another IANA time zone.
    package var zone: String?
    /// Another BCP 47 language.
    package var language: String?
    /// Another accent colour; an empty text takes it away.
    package var colour: String?

    /// A change.
    package init(
        name: String? = nil, title: String? = nil, zone: String? = nil, language: String? = nil, colour: String? = nil
    ) {
        self.name = name
        self.title = title
        self.zone = zone
        self.language = language
        self.colour = colour
    }
}
