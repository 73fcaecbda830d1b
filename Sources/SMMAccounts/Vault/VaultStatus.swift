package import SMMModel

/// How the vault stands.
package struct VaultStatus: Sendable, Hashable {
    /// One key and what it wraps.
    package struct Key: Sendable, Hashable {
        /// The key's id.
        package var id: String
        /// Whether it is the one that wraps now.
        package var isCurrent: Bool
        /// Whether it is at hand.
        package var isHere: Bool
        /// How many credentials it wraps.
        package var credentials: Int
    }

    /// Where the keys are kept.
    package var place: String
    /// Whether the daemon can change them itself.
    package var isWritable: Bool
    /// The keys at hand, the current one first, then those that are missing.
    package var keys: [Key]
    /// Accounts whose credential no key at hand opens: they must be connected again.
    package var locked: [AccountID]
    /// Accounts whose credential does not open though its key is at hand, since its row was changed or moved: they must
    /// be connected again too. Empty where nobody tried.
    package var damaged: [AccountID]

    /// A status of its parts.
    package init(
        place: String, isWritable: Bool, keys: [Key], locked: [AccountID], damaged: [AccountID] = []
    ) {
        self.place = place
        self.isWritable = isWritable
        self.keys = keys
        self.locked = locked
        self.damaged = damaged
    }
}
