package import Logging
package import SMMAdapterKit
package import SMMDatabase
package import SMMModel

/// What an engine is made of.
package struct EngineParts: Sendable {
    /// The database.
    package var database: any Database
    /// The database's origin, which begins the keys that networks know a send by.
    package var origin: String
    /// The numbers.
    package var settings: PublishingSettings
    /// How long a post for now waits, so that it can be undone.
    package var undoWindow: Milliseconds
    /// Accounts and brands in memory; whoever else needs them shares this one.
    package var directory: AccountDirectory
    /// The adapters.
    package var adapters: AdapterRegistry
    /// Finds free slots.
    package var slots: any SlotFinder
    /// The way out to the network.
    package var transport: any HTTPTransport
    /// Where credentials come from.
    package var credentials: any CredentialSource
    /// The media store.
    package var media: any MediaReader
    /// Makes pictures smaller.
    package var pictures: any PictureFitter
    /// The clock.
    package var clock: any TimeSource
    /// The source of ids.
    package var ids: IDSource
    /// Random numbers in 0..<1.
    package var random: @Sendable () -> Double
    /// Who is told what.
    package var hooks: DispatcherHooks
    /// No clock before this instant can be right: the time of being alive is then not noted.
    package var notBefore: Instant
    /// The log.
    package var logger: Logger

    /// Parts.
    package init(
        database: any Database, origin: String, settings: PublishingSettings, undoWindow: Milliseconds,
        directory: AccountDirectory = AccountDirectory(), adapters: AdapterRegistry, slots: any SlotFinder,
        transport: any HTTPTransport,
        credentials: any CredentialSource = NoCredentials(), media: any MediaReader,
        pictures: any PictureFitter = NoPictureFitter(), clock: any TimeSource, ids: IDSource,
        random: @escaping @Sendable () -> Double, hooks: DispatcherHooks,
        notBefore: Instant = Instant(milliseconds: .min), logger: Logger
    ) {
        self.database = database
        self.origin = origin
        self.settings = settings
        self.undoWindow = undoWindow
        self.directory = directory
        self.adapters = adapters
        self.slots = slots
        self.transport = transport
        self.credentials = credentials
        self.media = media
        self.pictures = pictures
        self.clock = clock
        self.ids = ids
        self.random = random
        self.hooks = hooks
        self.notBefore = notBefore
        self.logger = logger
    }
}
