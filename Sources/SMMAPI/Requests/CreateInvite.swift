/// Asks a client to connect an account.
package struct CreateInvite: Sendable, Hashable, Codable {
    /// The brand by name, id or unique id prefix; the only one in sight when left out.
    package var brand: String?
    /// The platform's name.
    package var platform: String
    /// Lower-case letters, digits and hyphens, 1 to 40, beginning with a letter.
    package var name: String
    /// The platform's settings by name.
    package var settings: [String: String]?
    /// How many hours the client has, 1 to 720; a week when left out.
    package var hours: Int?

    /// A value of its parts.
    package init(
        brand: String? = nil, platform: String, name: String, settings: [String: String]? = nil, hours: Int? = nil
    ) {
        self.brand = brand
        self.platform = platform
        self.name = name
        self.settings = settings
        self.hours = hours
    }
}

extension CreateInvite: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "Asks a client to connect an account.",
        [
            .optional(
                "brand", .string, "The brand by name, id or unique id prefix; the only one in sight when left out."),
            .required("platform", .string, "The platform's name."),
            .required("name", .string, "Lower-case letters, digits and hyphens, 1 to 40, beginning with a letter."),
            .optional("settings", .map(.string), "The platform's settings by name."),
            .optional("hours", .integer, "How many hours the client has, 1 to 720; a week when left out."),
        ])
}
