/// Makes a brand.
package struct CreateBrand: Sendable, Hashable, Codable {
    /// Lower-case letters, digits and hyphens, 1 to 40, beginning with a letter.
    package var name: String
    /// The name people read; the short name when left out.
    package var title: String?
    /// The IANA time zone; the daemon's default when left out.
    package var zone: String?
    /// The BCP 47 language; the daemon's default when left out.
    package var language: String?
    /// The accent colour, #rrggbb.
    package var colour: String?

    /// A value of its parts.
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

extension CreateBrand: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "Makes a brand.",
        [
            .required("name", .string, "Lower-case letters, digits and hyphens, 1 to 40, beginning with a letter."),
            .optional("title", .string, "The name people read; the short name when left out."),
            .optional("zone", .string, "The IANA time zone; the daemon's default when left out."),
            .optional("language", .string, "The BCP 47 language; the daemon's default when left out."),
            .optional("colour", .string, "The accent colour, #rrggbb."),
        ])
}
