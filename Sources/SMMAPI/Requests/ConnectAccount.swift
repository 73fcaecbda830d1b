/// Begins to connect an account.
package struct ConnectAccount: Sendable, Hashable, Codable {
    /// The brand by name, id or unique id prefix; the only one in sight when left out.
    package var brand: String?
    /// The platform's name.
    package var platform: String
    /// Lower-case letters, digits and hyphens, 1 to 40, beginning with a letter.
    package var name: String
    /// The platform's settings by name.
    package var settings: [String: String]?
    /// The address on the person's machine that the platform may send the browser back to; `door` for the daemon's own door; a code is pasted when left out.
    package var redirect: String?
    /// A token made by hand on the platform.
    package var token: SecretText?

    /// A value of its parts.
    package init(
        brand: String? = nil, platform: String, name: String, settings: [String: String]? = nil,
        redirect: String? = nil, token: SecretText? = nil
    ) {
        self.brand = brand
        self.platform = platform
        self.name = name
        self.settings = settings
        self.redirect = redirect
        self.token = token
    }
}

extension ConnectAccount: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "Begins to connect an account.",
        [
            .optional(
                "brand", .string, "The brand by name, id or unique id prefix; the only one in sight when left out."),
            .required("platform", .string, "The platform's name."),
            .required("name", .string, "Lower-case letters, digits and hyphens, 1 to 40, beginning with a letter."),
            .optional("settings", .map(.string), "The platform's settings by name."),
            .optional(
                "redirect", .string,
                "The address on the person's machine that the platform may send the browser back to; `door` for the daemon's own door; a code is pasted when left out."
            ),
            .optional("token", .string, "A token made by hand on the platform."),
        ])
}
