/// Takes over the keys of an export.
package struct ImportVault: Sendable, Hashable, Codable {
    /// The text of the export.
    package var export: String
    /// The passphrase it was made under.
    package var passphrase: SecretText

    /// A value of its parts.
    package init(export: String, passphrase: SecretText) {
        self.export = export
        self.passphrase = passphrase
    }
}

extension ImportVault: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "Takes over the keys of an export.",
        [
            .required("export", .string, "The text of the export."),
            .required("passphrase", .string, "The passphrase it was made under."),
        ])
}
