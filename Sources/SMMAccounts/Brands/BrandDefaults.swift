/// What a brand has when nothing is said.
package struct BrandDefaults: Sendable, Hashable {
    /// The IANA time zone.
    package var zone: String
    /// The BCP 47 language.
    package var language: String

    /// Defaults.
    package init(zone: String = "UTC", language: String = "en") {
        self.zone = zone
        self.language = language
    }
}
