/// Changes an account; what is left out stays.
package struct EditAccount: Sendable, Hashable, Codable {
    /// A new short name.
    package var name: String?
    /// Settings to change; an empty text takes one away.
    package var settings: [String: String]?

    /// A value of its parts.
    package init(name: String? = nil, settings: [String: String]? = nil) {
        self.name = name
        self.settings = settings
    }
}

extension EditAccount: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "Changes an account; what is left out stays.",
        [
            .optional("name", .string, "A new short name."),
            .optional("settings", .map(.string), "Settings to change; an empty text takes one away."),
        ])
}
