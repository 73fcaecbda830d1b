/// A brand as the rest of the house sees it.
package struct BrandProfile: Sendable, Hashable, Codable {
    /// The brand's id.
    package var id: BrandID
    /// The short name used on the command line: lower-case letters, digits, hyphens.
    package var name: String
    /// The name people read.
    package var title: String
    /// IANA time zone, e.g. `Europe/Berlin`.
    package var zone: String
    /// BCP 47 language, e.g. `de`.
    package var language: String
    /// Accent colour `#rrggbb`, when set.
    package var colour: String?

    /// A brand.
    package init(id: BrandID, name: String, title: String, zone: String, language: String, colour: String? = nil) {
        self.id = id
        self.name = name
        self.title = title
        self.zone = zone
        self.language = language
        self.colour = colour
    }
}
