package import Logging
package import SMMAdapterKit
package import SMMDatabase
package import SMMModel

/// What a keeper of credentials is made of.
package struct KeeperParts: Sendable {
    /// The database.
    package var database: any Database
    /// The vault.
    package var vault: Vault
    /// The adapter of a platform.
    package var adapter: @Sendable (_ platform: String) -> (any PlatformAdapter)?
    /// The account as it is in memory; nil for one that is not known.
    package var account: @Sendable (AccountID) -> AccountProfile?
    /// What an adapter may reach while it renews.
    package var context: @Sendable (_ platform: String) -> ConnectContext?
    /// The clock.
    package var clock: any TimeSource
    /// The source of ids.
    package var ids: IDSource
    /// A number in 0..<1 for each account, always the same.
    package var jitter: @Sendable (AccountID) -> Double
    /// Whether the database is a copy that is not in service yet.
    package var isCopy: @Sendable () -> Bool
    /// Told of a hold that was committed.
    package var placed: @Sendable (Hold) -> Void
    /// Told that a notice was committed.
    package var noticeRaised: @Sendable () -> Void
    /// Told of each point of a renewal; only harnesses listen.
    package var reached: @Sendable (RefreshPoint) -> Void
    /// The log.
    package var logger: Logger

    /// Parts.
    package init(
        database: any Database, vault: Vault, adapter: @escaping @Sendable (String) -> (any PlatformAdapter)?,
        account: @escaping @Sendable (AccountID) -> AccountProfile?,
        context: @escaping @Sendable (String) -> ConnectContext?, clock: any TimeSource, ids: IDSource,
        jitter: @escaping @Sendable (AccountID) -> Double = { _ in 0 },
        isCopy: @escaping @Sendable () -> Bool = { false }, placed: @escaping @Sendable (Hold) -> Void = { _ in },
        noticeRaised: @escaping @Sendable () -> Void = {},
        reached: @escaping @Sendable (RefreshPoint) -> Void = { _ in }, logger: Logger
    ) {
        self.database = database
        self.vault = vault
        self.adapter = adapter
        self.account = account
        self.context = context
        self.clock = clock
        self.ids = ids
        self.jitter = jitter
        self.isCopy = isCopy
        self.placed = placed
        self.noticeRaised = noticeRaised
        self.reached = reached
        self.logger = logger
    }
}
