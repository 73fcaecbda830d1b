/// One key of the vault, by what names it.
package struct VaultKeyView: Sendable, Hashable, Codable {
    /// The key's id: nothing of the key.
    package var id: String
    /// Whether it wraps now.
    package var current: Bool
    /// Whether it is at hand.
    package var here: Bool
    /// How many credentials it wraps.
    package var credentials: Int

    /// A value of its parts.
    package init(id: String, current: Bool, here: Bool, credentials: Int) {
        self.id = id
        self.current = current
        self.here = here
        self.credentials = credentials
    }
}

extension VaultKeyView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "One key of the vault, by what names it.",
        [
            .required("id", .string, "The key's id: nothing of the key."),
            .required("current", .boolean, "Whether it wraps now."),
            .required("here", .boolean, "Whether it is at hand."),
            .required("credentials", .integer, "How many credentials it wraps."),
        ])
}
