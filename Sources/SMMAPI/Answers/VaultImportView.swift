/// What an import did.
package struct VaultImportView: Sendable, Hashable, Codable {
    /// The shape's version.
    package var version: Int
    /// How many credentials the keys opened.
    package var opened: Int
    /// How many are still locked.
    package var locked: Int

    /// A value of its parts.
    package init(opened: Int, locked: Int) {
        self.version = APIVersion.current
        self.opened = opened
        self.locked = locked
    }
}

extension VaultImportView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "What an import did.",
        [
            .required("version", .integer, "The shape's version."),
            .required("opened", .integer, "How many credentials the keys opened."),
            .required("locked", .integer, "How many are still locked."),
        ])
}
