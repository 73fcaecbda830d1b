/// One limit of an account.
package struct AccountLimit: Sendable, Hashable, Codable {
    /// What is limited.
    package var name: String
    /// How much, with its unit.
    package var value: String

    /// A value of its parts.
    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

extension AccountLimit: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "One limit of an account.",
        [
            .required("name", .string, "What is limited."),
            .required("value", .string, "How much, with its unit."),
        ])
}
