package import SMMDatabase
package import SMMModel

/// What a SQLite database needs to be opened.
package struct SQLiteConfiguration: Sendable {
    /// The database file; `-wal`, `-shm`, `.lock` stand beside it.
    package var path: String
    /// The program's migrations in order.
    package var migrations: [Migration]
    /// The clock, for backup names and records.
    package var time: any TimeSource
    /// Makes a generation id: 1 to 64 letters, digits and hyphens, never the same twice.
    package var makeGeneration: @Sendable () -> String
    /// Where the backup before a migration goes; the database's own folder when nil.
    package var backupFolder: String?
    /// Readers at most.
    package var readerLimit = 4
    /// Page cache of the writer in KiB.
    package var writerCacheKiB = 6144
    /// Page cache of each reader in KiB.
    package var readerCacheKiB = 512
    /// How long to wait for a lock inside the database, which only another program can hold.
    package var busyTimeout = Milliseconds.seconds(5)
    /// Bodies that may share one commit.
    package var groupLimit = 256
    /// Once a group has changed this many rows it is committed, so that a large body does not keep others waiting twice.
    package var groupRowLimit = 20_000
    /// Pages in the log (4 KiB each) that start a checkpoint after the next commit.
    package var checkpointPages = 8000
    /// Pages the database may have at most (4 KiB each), as a quota; beyond it writes fail as ``DatabaseFailure/Code/full``.
    package var pageLimit: Int?
    /// Told once of a failure that the program cannot outlive: corrupt, replaced, or three I/O errors in a row.
    package var onFatal: (@Sendable (DatabaseFailure) -> Void)?
    /// Told of every write that found the disk full, before its caller.
    package var onFull: (@Sendable () -> Void)?
    /// Gets what a commit's transactions announced, right after it and before their callers; it returns at once. Of more
    /// than a thousand it gets the last ones.
    package var onCommit: (@Sendable ([any Sendable]) -> Void)?
    /// Sees the text of each statement when it is first compiled, so that a test can compare with the registry.
    package var observer: (@Sendable (String) -> Void)?
    /// Sees the points where a kill matters, so that a test can kill there.
    package var failPoint: (@Sendable (SQLiteFailPoint) -> Void)?

    /// The standard configuration.
    package init(
        path: String, migrations: [Migration], time: any TimeSource, makeGeneration: @escaping @Sendable () -> String
    ) {
        self.path = path
        self.migrations = migrations
        self.time = time
        self.makeGeneration = makeGeneration
    }
}
