/// A setting or option of a platform.
package struct SettingView: Sendable, Hashable, Codable {
    /// Its name.
    package var name: String
    /// What it is for.
    package var help: String
    /// Whether there must be one.
    package var required: Bool
    /// The value when none is given.
    package var standard: String?
    /// The allowed values; empty means any text.
    package var allowed: [String]

    /// A value of its parts.
    package init(name: String, help: String, required: Bool, standard: String? = nil, allowed: [String]) {
        self.name = name
        self.help = help
        self.required = required
        self.standard = standard
        self.allowed = allowed
    }
}

extension SettingView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "A setting or option of a platform.",
        [
            .required("name", .string, "Its name."),
            .required("help", .string, "What it is for."),
            .required("required", .boolean, "Whether there must be one."),
            .optional("standard", .string, "The value when none is given."),
            .required("allowed", .array(.string), "The allowed values; empty means any text."),
        ])
}
