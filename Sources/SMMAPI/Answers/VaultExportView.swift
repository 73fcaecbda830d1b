/// The vault's keys under a passphrase.
package struct VaultExportView: Sendable, Hashable, Codable {
    /// The shape's version.
    package var version: Int
    /// The text to keep apart from the machine.
    package var export: String

    /// A value of its parts.
    package init(export: String) {
        self.version = APIVersion.current
        self.export = export
    }
}

extension VaultExportView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "The vault's keys under a passphrase.",
        [
            .required("version", .integer, "The shape's version."),
            .required("export", .string, "The text to keep apart from the machine."),
        ])
}
