/// Writes the vault's keys under a passphrase.
package struct ExportVault: Sendable, Hashable, Codable {
    /// At least 12 characters.
    package var passphrase: SecretText

    /// A value of its parts.
    package init(passphrase: SecretText) {
        self.passphrase = passphrase
    }
}

extension ExportVault: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "Writes the vault's keys under a passphrase.",
        [
            .required("passphrase", .string, "At least 12 characters.")
        ])
}
