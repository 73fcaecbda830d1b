/// Changes a brand; what is left out stays.
package struct EditBrand: Sendable, Hashable, Codable {
    /// A new short name.
    package var name: String?
    /// A new name for people.
    package var title: String?
    /// Another IANA time zone.
    package var zone: String?
    /// Another BCP 47 language.
    package var language: String?
    /// Another accent colour, #rrggbb; an empty text takes it away.
    package var colour: String?

    /// A value of its parts.
    package init(
        name: String? = nil, title: String? = nil, zone: String? = nil, language: String? = nil,
        colour: String? = nil
    ) {
        self.name = name
        self.title = title
        self.zone = zone
        self.language = language
        self.colour = colour
    }
}

extension EditBrand: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "Changes a brand; what is left out stays.",
        [
            .optional("name", .string, "A new short name."),
            .optional("title", .string, "A new name for people."),
            .optional("zone", .string, "Another IANA time zone."),
            .optional("language", .string, "Another BCP 47 language."),
            .optional("colour", .string, "Another accent colour, #rrggbb; an empty text takes it away."),
        ])
}
