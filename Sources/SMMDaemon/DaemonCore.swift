package import Logging
import SMMAccounts
import SMMAdapterKit
import SMMConfig
import SMMControl
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMNotices
import SMMPlanning
import SMMPublishing
import SMMStore
import SMMText
import SMMTime
import SMMTransport

/// Everything of the daemon but its sockets: storage, machine, wheel and services, put together from the
/// configuration. The one place that names concrete types.
package final class DaemonCore: Sendable {
    /// The release, as `version` and the API say it.
    package static let release = "0.1.0"

    let options: DaemonOptions
    let configuration: Configuration
    let database: SQLiteDatabase
    let engine: PublishEngine
    let adapters: AdapterRegistry
    let zones: TimeZoneDirectory
    let slots: SlotService
    let ids: IDSource
    let media: MediaStore
    let transport: NetworkTransport
    let signal: CommitSignal
    let alarms: AlarmBridge
    let notifier: Notifier
    let logger: Logger
    let started: Instant

    /// Opens the database and puts the parts together; nothing runs yet.
    ///
    /// - Parameter flushLog: returns once everything logged so far is written.
    /// - Throws: `DaemonFailure`.
    package static func open(
        _ options: DaemonOptions, logger: Logger, flushLog: @escaping @Sendable () async -> Void = {}
    ) async throws -> DaemonCore {
        let configuration = try loadConfiguration(options)
        let zones = TimeZoneDirectory()
        try StateFolder(configuration).make()
        let path = configuration.stateDirectory + "/smmd.db"
        var settings = SQLiteConfiguration(
            path: path, migrations: Schema.migrations, time: options.clock, makeGeneration: Self.generation)
        settings.backupFolder = configuration.backupDirectory
        let database: SQLiteDatabase
        do {
            database = try await SQLiteDatabase.open(settings)
        } catch let failure as DatabaseFailure {
            let needsBackup = [.corrupt, .foreign, .missing].contains(failure.code)
            let backups = BackupFolder(path: configuration.backupDirectory)
            throw DaemonFailure(failure, path: path, backup: needsBackup ? backups.newestGood(settings) : nil)
        }
        let last = try await database.read { tx in try LastIDs.greatest(in: tx) }
        return try await DaemonCore(
            options: options, configuration: configuration, database: database, zones: zones,
            ids: IDSource(clock: options.clock, last: last), logger: logger, flushLog: flushLog)
    }

    private init(
        options: DaemonOptions, configuration: Configuration, database: SQLiteDatabase, zones: TimeZoneDirectory,
        ids: IDSource, logger: Logger, flushLog: @escaping @Sendable () async -> Void
    ) async throws {
        self.options = options
        self.configuration = configuration
        self.database = database
        self.zones = zones
        self.ids = ids
        var logger = logger
        logger.logLevel = Logger.Level(rawValue: configuration.logLevel.rawValue) ?? .info
        self.logger = logger
        self.started = options.clock.now
        let due = DueRelay()
        let signal = CommitSignal()
        self.signal = signal
        let alarms = AlarmBridge(due: { due.fire() }, jumped: { due.jumped($0) })
        self.alarms = alarms
        adapters = AdapterRegistry(options.adapters)
        slots = SlotService(zones: zones, ids: ids)
        let observer = options.observer
        media = try MediaStore(
            folder: configuration.stateDirectory + "/media",
            removed: { observer?.reached(.mediaRemoved, operation: 0) })
        var transport = TransportConfiguration()
        transport.plainHosts = options.plainHosts
        transport.connectionsPerHost = max(64, configuration.publishing.inFlight)
        self.transport = NetworkTransport(transport)
        let notices = NoticeSettings(configuration)
        notifier = Notifier(
            database: database,
            channels: notices.channels(
                transport: self.transport, clock: options.clock, logger: logger, flushLog: flushLog),
            settings: notices, clock: options.clock, ids: ids, logger: logger, alarm: { alarms.add($0) },
            handedOver: { observer?.reached(.eventDelivered, operation: 0) })
        engine = PublishEngine(
            EngineParts(
                database: database, generation: database.opening.generation,
                settings: PublishingSettings(configuration), undoWindow: configuration.publishing.undoWindow,
                adapters: adapters, slots: slots, transport: self.transport, media: media, clock: options.clock,
                ids: ids, random: { Double.random(in: 0..<1) },
                hooks: DispatcherHooks(
                    alarm: { alarms.add($0) }, committed: { signal.signal() }, noticeRaised: { due.notice() },
                    observer: options.observer), logger: logger))
        due.connect(self)
    }

    /// A generation id: 128 random bits as hexadecimal digits.
    static let generation: @Sendable () -> String = {
        String(UInt64.random(in: .min ... .max), radix: 16) + String(UInt64.random(in: .min ... .max), radix: 16)
    }

    private static func loadConfiguration(_ options: DaemonOptions) throws -> Configuration {
        var configuration: Configuration
        do {
            configuration = try ConfigurationLoader.load(directory: options.configuration)
        } catch {
            throw DaemonFailure(error)
        }
        if let state = options.state { configuration.stateDirectory = state }
        if let socket = options.socket { configuration.socket = socket }
        if let site = options.site { configuration.siteDirectory = site }
        return configuration
    }
}

extension SlotService: SlotFinder {}
