/// How the vault stands.
package struct VaultView: Sendable, Hashable, Codable {
    /// The shape's version.
    package var version: Int
    /// Where the keys are kept.
    package var place: String
    /// Whether the daemon can change them itself.
    package var writable: Bool
    /// The keys, the current one first, missing ones last.
    package var keys: [VaultKeyView]
    /// Accounts that must be connected again, since no key at hand opens their credential.
    package var locked: [AccountView]
    /// Accounts that must be connected again, since the row of their credential was changed or moved.
    package var damaged: [AccountView]?

    /// A value of its parts.
    package init(
        place: String, writable: Bool, keys: [VaultKeyView], locked: [AccountView], damaged: [AccountView]? = nil
    ) {
        self.version = APIVersion.current
        self.place = place
        self.writable = writable
        self.keys = keys
        self.locked = locked
        self.damaged = damaged
    }
}

extension VaultView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "How the vault stands.",
        [
            .required("version", .integer, "The shape's version."),
            .required("place", .string, "Where the keys are kept."),
            .required("writable", .boolean, "Whether the daemon can change them itself."),
            .required(
                "keys", .array(.reference("VaultKeyView")), "The keys, the current one first, missing ones last."),
            .required(
                "locked", .array(.reference("AccountView")),
                "Accounts that must be connected again, since no key at hand opens their credential."),
            .optional(
                "damaged", .array(.reference("AccountView")),
                "Accounts that must be connected again, since the row of their credential was changed or moved."),
        ])
}
