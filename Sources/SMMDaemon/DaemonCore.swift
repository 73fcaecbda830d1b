package import Logging
import SMMAPI
import SMMAccounts
import SMMAdapterKit
import SMMConfig
import SMMControl
import SMMDatabase
package import SMMDatabaseSQLite
import SMMMedia
import SMMModel
import SMMNotices
import SMMPlanning
package import SMMPublishing
import SMMStore
import SMMSystemd
import SMMText
import SMMTime
import SMMTransport
import Synchronization

/// Everything of the daemon but its sockets: storage, machine, wheel and services, put together from the
/// configuration. The one place that names concrete types.
package final class DaemonCore: Sendable {
    /// The release, as `version` and the API say it.
    package static let release = "0.1.0"

    let options: DaemonOptions
    /// What it runs on; a reload puts in another.
    let running: Mutex<Configuration>
    /// The database.
    package let database: SQLiteDatabase
    /// The newest events of the database.
    let events: EventTail
    /// The publish machine.
    package let engine: PublishEngine
    /// The adapters, with the manifests in force.
    package let adapters: AdapterRegistry
    /// The vault of credentials.
    let vault: Vault
    /// Hands credentials out and renews them.
    let keeper: CredentialKeeper
    let zones: TimeZoneDirectory
    let slots: SlotService
    let ids: IDSource
    let media: MediaStore
    let prober: any PictureProber & PictureFitter
    let transport: NetworkTransport
    /// Answers the door; nil where none is configured.
    let door: DoorDesk?
    let signal: CommitSignal
    let alarms: AlarmBridge
    let notifier: Notifier
    let logger: Logger
    let started: Instant
    let fatal: FatalRelay
    /// Room to record results in.
    package let headroom: Headroom
    let integrity: Mutex<DaemonParts.Integrity>
    let clockHold = Mutex<HoldID?>(nil)
    /// Why the configuration that was last to be loaded was refused, for the status line; nil when it was not.
    let configurationTrouble = Mutex<String?>(nil)
    /// What was wrong with files of brands that the start left out.
    let leftOut: [ConfigurationErrors]
    /// What is wrong with the files that the daemon runs without.
    let notInForce: Mutex<FilesNotInForce>
    /// Tells the service manager how things stand.
    let tellStatus: @Sendable (String) -> Void

    /// What it runs on.
    var configuration: Configuration { running.withLock { $0 } }

    /// Opens the database, has everything held where it is a copy, and puts the parts together; nothing runs yet.
    ///
    /// - Parameter flushLog: returns once everything logged so far is written.
    /// - Throws: `DaemonFailure`.
    package static func open(
        _ options: DaemonOptions, logger: Logger, flushLog: @escaping @Sendable () async -> Void = {},
        reserve: (any SpaceReserve)? = nil, tellStatus: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> DaemonCore {
        let (configuration, leftOut) = try loadConfiguration(options)
        let zones = TimeZoneDirectory(clock: options.clock)
        try StateFolder(configuration).make()
        let fatal = FatalRelay()
        let due = DueRelay()
        let headroom = Headroom(
            reserve ?? ReserveFile(path: configuration.stateDirectory + "/reserve"), logger: logger,
            spent: { due.outOfRoom() })
        var settings = Self.storage(configuration, options)
        settings.onFatal = { fatal.tell($0) }
        settings.onFull = { headroom.spend() }
        let tail = EventTail()
        settings.onCommit = { tail.add($0) }
        do {
            let database = try await open(settings, headroom)
            // Before anything is written, so that a reserve that a former run has left can be spent on it.
            _ = headroom.restore()
            do {
                let last = try await database.read { tx in try LastIDs.greatest(in: tx) }
                let ids = IDSource(clock: options.clock, last: last)
                let adapters = AdapterRegistry(
                    options.adapters, lacking: parsing(options) == nil ? [.fitsPictures] : [])
                correct(adapters, by: configuration)
                try await CopyAdoption.holdIfNeeded(
                    database, ids, settle: settle(configuration, adapters), now: options.clock.now)
                let vault = try openVault(database, configuration, options)
                return try await DaemonCore(
                    options: options, configuration: configuration, leftOut: leftOut, database: database, events: tail,
                    vault: vault, zones: zones, adapters: adapters, ids: ids, logger: logger, flushLog: flushLog,
                    fatal: fatal,
                    headroom: headroom, due: due, tellStatus: tellStatus)
            } catch {
                await database.close()
                throw error
            }
        } catch let failure as DatabaseFailure {
            throw Self.failure(failure, configuration, options)
        }
    }

    /// Where pictures are parsed; nil where they are not.
    private static func parsing(_ options: DaemonOptions) -> MediaPlace? {
        options.mediaSocket.map { .socket($0) } ?? options.mediaProgram.map { .program($0) }
    }

    /// How long what may have been sent on a platform is left alone.
    private static func settle(
        _ configuration: Configuration, _ adapters: AdapterRegistry
    ) -> @Sendable (_ platform: String) -> Milliseconds {
        let machine = OperationMachine(settings: PublishingSettings(configuration))
        return { adapters.manifest($0).map(machine.settle) ?? machine.settings.settle(for: "D") }
    }

    /// Puts in force what the files say otherwise about platforms.
    static func correct(_ adapters: AdapterRegistry, by configuration: Configuration) {
        let platforms = configuration.platforms
        adapters.correct(
            { manifest in
                [configuration.shippedPlatforms, platforms].compactMap { $0[manifest.platform] }
                    .reduce(manifest) { $0.corrected(by: $1) }
            },
            narrowing: { manifest in platforms[manifest.platform].map { manifest.narrowed(to: $0) } ?? manifest })
    }

    private init(
        options: DaemonOptions, configuration: Configuration, leftOut: [ConfigurationErrors],
        database: SQLiteDatabase, events: EventTail, vault: Vault, zones: TimeZoneDirectory, adapters: AdapterRegistry,
        ids: IDSource, logger: Logger, flushLog: @escaping @Sendable () async -> Void, fatal: FatalRelay,
        headroom: Headroom, due: DueRelay, tellStatus: @escaping @Sendable (String) -> Void
    ) async throws {
        self.options = options
        self.running = Mutex(configuration)
        self.leftOut = leftOut
        self.notInForce = Mutex(FilesNotInForce(leftOut: leftOut.flatMap { Self.problems($0) }))
        self.fatal = fatal
        self.headroom = headroom
        self.tellStatus = tellStatus
        self.integrity = Mutex(database.opening.wasClosed || database.opening.isNew ? .whole : .checking)
        self.database = database
        self.events = events
        self.vault = vault
        self.zones = zones
        self.ids = ids
        var logger = logger
        logger.logLevel = Logger.Level(rawValue: configuration.logLevel.rawValue) ?? .info
        self.logger = logger
        self.started = options.clock.now
        let signal = CommitSignal()
        self.signal = signal
        let alarms = AlarmBridge(due: { due.fire() }, jumped: { due.jumped($0) })
        self.alarms = alarms
        self.adapters = adapters
        slots = SlotService(zones: zones, ids: ids)
        let observer = options.observer
        media = try MediaStore(
            folder: configuration.stateDirectory + "/media",
            removed: { observer?.reached(.mediaRemoved, operation: 0) })
        // Each has a turn of its own: what somebody sends in does not hold up what goes out.
        let pictures: any PictureFitter = Self.parsing(options).map { MediaProcess($0) } ?? NoPictureFitter()
        prober = Self.parsing(options).map { MediaProcess($0) } ?? NoPictureFitter()
        var transport = TransportConfiguration()
        // More than there is work for at a time: while one goes through a burst, the answers to another's are handled.
        transport.loops = 3
        transport.plainHosts = options.plainHosts
        transport.destinations = DestinationRules(configuration.network)
        transport.connectionsPerHost = max(64, configuration.publishing.inFlight)
        self.transport = NetworkTransport(transport)
        let store = media
        door = DoorSetup(configuration.door).map {
            DoorDesk(
                $0, database: database, media: store, clock: options.clock,
                troubled: { [logger] error in
                    logger.error(
                        "Media cannot be handed out through the door; networks are told to come again.",
                        metadata: LogKey.metadata([.error: "\(error)"]))
                }, random: Self.randomBytes)
        }
        let notices = NoticeSettings(configuration)
        notifier = Notifier(
            database: database,
            channels: notices.channels(
                transport: OperatorTransport(self.transport), clock: options.clock, logger: logger, flushLog: flushLog),
            settings: notices, clock: options.clock, ids: ids, logger: logger, alarm: { alarms.add($0) },
            handedOver: { observer?.reached(.eventDelivered, operation: 0) })
        let directory = AccountDirectory()
        let heldAccounts = HoldRelay()
        keeper = CredentialKeeper(
            Self.keeperParts(
                database, vault, adapters, directory, self.transport, options, ids, heldAccounts, due, logger))
        engine = PublishEngine(
            EngineParts(
                database: database, origin: database.opening.origin,
                settings: PublishingSettings(configuration), undoWindow: configuration.publishing.undoWindow,
                directory: directory, adapters: adapters, slots: slots, transport: self.transport,
                credentials: keeper, media: media,
                pictures: pictures,
                clock: options.clock, ids: ids, random: { Double.random(in: 0..<1) },
                hooks: DispatcherHooks(
                    alarm: { alarms.add($0) }, committed: { signal.signal() }, noticeRaised: { due.notice() },
                    hasRoom: { headroom.hasRoom }, outOfRoom: { headroom.spend() }, observer: options.observer),
                notBefore: Self.built, logger: logger))
        if Self.parsing(options) == nil {
            logger.notice("The program smmd-media is not installed: no picture is taken in.")
        }
        heldAccounts.connect(engine.gate)
        due.connect(self)
    }

    /// Opens the database; where there is no room for that, once more in the room of the reserve.
    ///
    /// A full disk may show as an I/O error, so that is tried again as well.
    private static func open(_ settings: SQLiteConfiguration, _ headroom: Headroom) async throws -> SQLiteDatabase {
        do {
            return try await SQLiteDatabase.open(settings)
        } catch let failure as DatabaseFailure where failure.code == .full || failure.code == .inputOutput {
            guard headroom.giveBack(after: failure) else { throw failure }
            return try await SQLiteDatabase.open(settings)
        }
    }

    /// Where and how the database is kept.
    static func storage(_ configuration: Configuration, _ options: DaemonOptions) -> SQLiteConfiguration {
        var settings = SQLiteConfiguration(
            path: configuration.stateDirectory + "/smmd.db", migrations: Schema.migrations, time: options.clock,
            makeGeneration: Self.generation)
        settings.backupFolder = configuration.backupDirectory
        return settings
    }

    /// A generation id: 128 random bits as hexadecimal digits.
    static let generation: @Sendable () -> String = {
        String(UInt64.random(in: .min ... .max), radix: 16) + String(UInt64.random(in: .min ... .max), radix: 16)
    }

    /// What a start runs on, and what it does without: one brand's file must not keep the daemon down for all.
    private static func loadConfiguration(
        _ options: DaemonOptions
    ) throws -> (configuration: Configuration, leftOut: [ConfigurationErrors]) {
        var leftOut: [ConfigurationErrors] = []
        do {
            let configuration = try configuration(options, leaveOut: { leftOut.append($0) })
            return (configuration, leftOut)
        } catch {
            throw DaemonFailure(error)
        }
    }

    /// The files, and what the command line says otherwise.
    ///
    /// - Parameters:
    ///   - zones: to refuse a brand's zone that the system does not have. A start goes without: an update of the system
    ///     that drops a zone of one brand must not keep the daemon down for all.
    ///   - leaveOut: is told what is wrong with a brand's file, which is then left out alone.
    static func configuration(
        _ options: DaemonOptions, zones: TimeZoneDirectory? = nil, leaveOut: ((ConfigurationErrors) -> Void)? = nil
    ) throws(ConfigurationErrors) -> Configuration {
        var configuration = try ConfigurationLoader.load(
            directory: options.configuration, shipped: options.shipped, zones: zones, leaveOut: leaveOut)
        if let state = options.state { configuration.stateDirectory = state }
        if let socket = options.socket { configuration.socket = socket }
        if let site = options.site { configuration.siteDirectory = site }
        return configuration
    }
}

extension SlotService: SlotFinder {}
