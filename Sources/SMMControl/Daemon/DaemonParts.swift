package import SMMAPI
package import SMMAccounts
package import SMMAdapterKit
package import SMMDatabase
package import SMMModel

/// What the daemon's desk must be told or lent by whoever put the daemon together.
package struct DaemonParts: Sendable {
    /// What is known of the database file's soundness.
    package enum Integrity: Sendable, Hashable {
        /// The last run closed it, or a check found it whole.
        case whole
        /// A full check is still running after an unclean stop.
        case checking
        /// A check found these problems.
        case damaged([String])
    }

    /// A backup that was made.
    package struct Backup: Sendable, Hashable {
        /// Where it is.
        package var path: String
        /// Its size.
        package var byteCount: Int64
        /// The database's generation id.
        package var generation: String

        /// A backup.
        package init(path: String, byteCount: Int64, generation: String) {
            self.path = path
            self.byteCount = byteCount
            self.generation = generation
        }
    }

    /// The door, where there is one.
    package struct Door: Sendable {
        /// What answers it.
        package var desk: DoorDesk
        /// What comes to it from outside.
        package var probe: DoorProbe

        /// A door.
        package init(desk: DoorDesk, probe: DoorProbe) {
            self.desk = desk
            self.probe = probe
        }
    }

    /// The daemon's release.
    package var release: String
    /// When it started.
    package var since: Instant
    /// The folder the daemon keeps its state in.
    package var stateFolder: String
    /// No clock before this instant can be right.
    package var built: Instant
    /// The names of the channels by which people are told.
    package var channels: [String]
    /// What is known of the database file.
    package var integrity: @Sendable () -> Integrity
    /// Whether the daemon was told to stop.
    package var isStopping: @Sendable () -> Bool
    /// Makes a backup.
    package var makeBackup: @Sendable () async throws -> Backup
    /// Says what a backup made now would be, about as large as that.
    package var planBackup: @Sendable () async throws -> Backup
    /// Checks the configuration files.
    package var checkConfig: @Sendable () async throws -> ConfigView
    /// Checks them and runs on them.
    package var reloadConfig: @Sendable () async throws -> ConfigView
    /// What is wrong with the configuration files that the daemon runs without, since its start or its last reload.
    package var filesNotInForce: @Sendable () -> [ConfigProblem]
    /// How the vault stands; nil where there is none.
    package var vault: (@Sendable (any ReadTransaction) throws -> VaultStatus)?
    /// Sends a test to one channel, or to all.
    package var testNotice: @Sendable (String?) async throws -> [ChannelResult]
    /// Why no picture can be parsed; nil when one can.
    package var picturesFault: @Sendable () async -> Failure?
    /// The door; nil where none is configured.
    package var door: Door?
    /// How full the file system of a path is; nil when that cannot be told.
    package var diskSpace: @Sendable (String) -> DiskSpace?

    /// Parts; what is left out is whole, not stopping and refuses.
    package init(
        release: String, since: Instant, stateFolder: String, built: Instant, channels: [String] = [],
        integrity: @escaping @Sendable () -> Integrity = { .whole },
        isStopping: @escaping @Sendable () -> Bool = { false },
        makeBackup: @escaping @Sendable () async throws -> Backup = { throw DaemonParts.missing("backup") },
        planBackup: @escaping @Sendable () async throws -> Backup = { throw DaemonParts.missing("backup") },
        checkConfig: @escaping @Sendable () async throws -> ConfigView = { throw DaemonParts.missing("config check") },
        reloadConfig: @escaping @Sendable () async throws -> ConfigView = {
            throw DaemonParts.missing("config reload")
        },
        filesNotInForce: @escaping @Sendable () -> [ConfigProblem] = { [] },
        vault: (@Sendable (any ReadTransaction) throws -> VaultStatus)? = nil,
        testNotice: @escaping @Sendable (String?) async throws -> [ChannelResult] = { _ in
            throw DaemonParts.missing("notify test")
        },
        picturesFault: @escaping @Sendable () async -> Failure? = { nil },
        door: Door? = nil,
        diskSpace: @escaping @Sendable (String) -> DiskSpace? = { DiskSpace(at: $0) }
    ) {
        self.release = release
        self.since = since
        self.stateFolder = stateFolder
        self.built = built
        self.channels = channels
        self.integrity = integrity
        self.isStopping = isStopping
        self.makeBackup = makeBackup
        self.planBackup = planBackup
        self.checkConfig = checkConfig
        self.reloadConfig = reloadConfig
        self.filesNotInForce = filesNotInForce
        self.vault = vault
        self.testNotice = testNotice
        self.picturesFault = picturesFault
        self.door = door
        self.diskSpace = diskSpace
    }

    /// The code of what ``missing(_:)`` gives.
    static let notAvailable = Problem.Code("not-available")

    /// What this daemon was put together without.
    package static func missing(_ what: String) -> Problem {
        Problem(notAvailable, status: 501, "This daemon was put together without “\(what)”.")
    }
}
