/// Changes the vault's key.
package struct RotateVault: Sendable, Hashable, Codable {
    /// Whether the former keys are given up at the end; backups made before then open no more.
    package var forgetFormer: Bool?

    /// A value of its parts.
    package init(forgetFormer: Bool? = nil) {
        self.forgetFormer = forgetFormer
    }
}

extension RotateVault: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "Changes the vault's key.",
        [
            .optional(
                "forgetFormer", .boolean,
                "Whether the former keys are given up at the end; backups made before then open no more.")
        ])
}
