package import SMMAdapterKit
package import SMMModel

/// What connecting takes beyond the database.
package struct ConnectParts: Sendable {
    /// The vault.
    package var vault: Vault
    /// The keeper of credentials.
    package var keeper: CredentialKeeper
    /// The adapter of a platform.
    package var adapter: @Sendable (_ platform: String) -> (any PlatformAdapter)?
    /// What an adapter may reach while it connects.
    package var context: @Sendable (_ platform: String) -> ConnectContext?
    /// What an adapter may reach while it reads for an account.
    package var reading: @Sendable (AccountProfile, Credential) -> AdapterContext?
    /// This many bytes that nobody can guess.
    package var random: @Sendable (Int) -> [UInt8]
    /// The door's public address, without a slash at its end; nil without a door.
    package var door: String?
    /// Where a network sends a browser back to, through the door.
    package var doorRedirect: String? { door.map { $0 + "/connect/back" } }
    /// Told of holds that are in force no more.
    package var released: @Sendable ([HoldID]) -> Void

    /// Parts.
    package init(
        vault: Vault, keeper: CredentialKeeper, adapter: @escaping @Sendable (String) -> (any PlatformAdapter)?,
        context: @escaping @Sendable (String) -> ConnectContext?,
        reading: @escaping @Sendable (AccountProfile, Credential) -> AdapterContext?,
        random: @escaping @Sendable (Int) -> [UInt8], door: String? = nil,
        released: @escaping @Sendable ([HoldID]) -> Void
    ) {
        self.vault = vault
        self.keeper = keeper
        self.adapter = adapter
        self.context = context
        self.reading = reading
        self.random = random
        self.door = door
        self.released = released
    }
}
