import GRDB
import Glibc
package import SMMDatabase
import SMMModel
import Synchronization

/// The database in a SQLite file: one process, one writer, a few readers.
package final class SQLiteDatabase: SMMDatabase.Database {
    /// What was found and done when it was opened.
    package let opening: SQLiteOpening
    /// The generation id: that of the opening, until the copy is adopted.
    package var generation: String { adopted.withLock { $0 } ?? opening.generation }

    private let configuration: SQLiteConfiguration
    private let mailbox: Mailbox<Job<any WriteTransaction>>
    private let readers: ReaderPool
    private let identity: DatabaseIdentity
    private let lock: DatabaseLock
    private let watch: FatalWatch
    private let writerEnded = Latch()
    private let adopted = Mutex<String?>(nil)

    private init(_ configuration: SQLiteConfiguration, _ opened: SQLiteOpener.Opened) {
        self.configuration = configuration
        opening = opened.opening
        lock = opened.lock
        mailbox = Mailbox()
        identity = DatabaseIdentity(path: configuration.path)
        let watch = FatalWatch(configuration)
        self.watch = watch
        readers = ReaderPool(configuration, onFailure: { watch.failed($0) })
    }

    deinit { mailbox.close() }

    /// Opens the database, or makes one where none ever was, and brings its schema up to date.
    ///
    /// Throws ``DatabaseFailure`` with `locked`, `missing`, `foreign`, `corrupt`, `newerSchema`, `changedMigration`,
    /// `misplaced`, `readOnly`, `full` or `inputOutput`; the database was not written to in the
    /// first seven cases.
    package static func open(_ configuration: SQLiteConfiguration) async throws -> SQLiteDatabase {
        try await withCheckedThrowingContinuation { continuation in
            do {
                try DedicatedThread.start("smm-db-write") { openAndServe(configuration, continuation) }
            } catch {
                continuation.resume(throwing: error)
            }
        }
    }

    /// The writer's thread from its first to its last instruction.
    private static func openAndServe(
        _ configuration: SQLiteConfiguration, _ continuation: CheckedContinuation<SQLiteDatabase, any Error>
    ) {
        let opened: SQLiteOpener.Opened
        do {
            opened = try SQLiteOpener(configuration).open()
        } catch {
            continuation.resume(throwing: error)
            return
        }
        let (writer, ended, watch) = start(configuration, opened, continuation)
        let isFinished = writer.run(opened.queue, opened.lock)
        if isFinished && !watch.isTold { opened.lock.mark(.stopped) }
        opened.lock.release()
        ended.open()
    }

    /// Hands the database over without keeping it: a database nobody holds closes itself.
    private static func start(
        _ configuration: SQLiteConfiguration, _ opened: SQLiteOpener.Opened,
        _ continuation: CheckedContinuation<SQLiteDatabase, any Error>
    ) -> (SQLiteWriter, Latch, FatalWatch) {
        let database = SQLiteDatabase(configuration, opened)
        defer { continuation.resume(returning: database) }
        let writer = SQLiteWriter(configuration, database.mailbox, database.identity, database.watch)
        return (writer, database.writerEnded, database.watch)
    }

    package func read<T: Sendable>(
        _ body: @escaping @Sendable (any ReadTransaction) throws -> T
    ) async throws -> T {
        try await withCheckedThrowingContinuation { readers.post(Job(body, $0)) }
    }

    @discardableResult
    package func write<T: Sendable>(
        _ body: @escaping @Sendable (any WriteTransaction) throws -> T
    ) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            if !mailbox.post(Job(body, continuation)) {
                continuation.resume(throwing: DatabaseFailure(.closed, "the database was closed"))
            }
        }
    }

    package func close() async {
        await readers.close()
        mailbox.close()
        await writerEnded.wait()
    }

    /// Throws ``DatabaseFailure/Code/replaced`` when the file was replaced or deleted; every commit asks this too.
    package func verifyIdentity() throws(DatabaseFailure) {
        do {
            try identity.verify()
        } catch {
            watch.failed(error)
            throw error
        }
    }

    /// Reads every page beside the running work and lists what is wrong: at most 100 lines, none for a sound database.
    package func checkIntegrity() async throws -> [String] {
        do {
            return try await onOwnConnection { try SQLiteIntegrity.problems($0) }
        } catch let failure as DatabaseFailure where failure.code == .corrupt {
            watch.failed(failure)
            return [failure.message]
        }
    }

    /// Writes a checked backup beside the running work; throws ``DatabaseFailure/Code/backup`` if `path` is taken.
    package func backup(to path: String) async throws -> SQLiteBackupReport {
        try await onOwnConnection { [configuration] database in
            try SQLiteBackup(configuration: configuration).write(from: database, to: path)
        }
    }

    /// Writes a backup into a folder under its standard name.
    package func backup(into folder: String) async throws -> SQLiteBackupReport {
        try await backup(to: backupPlan(into: folder).path)
    }

    /// What a backup into a folder would come to now; nothing is written. Its size is that of the database as it is: a
    /// copy leaves out the free pages, and holds what is still in the log.
    package func backupPlan(into folder: String) throws(DatabaseFailure) -> SQLiteBackupReport {
        let schema = configuration.migrations.last?.name ?? "empty"
        let name = BackupName.make(generation: generation, schema: schema, at: configuration.time.now)
        return SQLiteBackupReport(
            path: "\(folder)/\(name)", generation: generation, schema: schema, copiedAt: configuration.time.now,
            bytes: try FileSystem.size(configuration.path) ?? 0)
    }

    /// Makes a restored copy the database from now on, in one transaction with `body`, which has to hold everything.
    ///
    /// Until this is done, every start says ``SQLiteOpening/isCopy`` again. From then on ``generation`` is another. Throws
    /// only where nothing was adopted.
    package func adoptCopy(
        _ body: @escaping @Sendable (any WriteTransaction) throws -> Void
    ) async throws {
        let generation = configuration.makeGeneration()
        // Before the database has it: what is not written afterwards, the next start knows by this.
        try lock.change { $0.adopting = generation }
        try await write { transaction in
            try body(transaction)
            try transaction.execute(StoreSchema.adoptCopy(generation: generation))
        }
        adopted.withLock { $0 = generation }
        // The copy is adopted and everything held, whether this can be written or not: a failure would have it done again.
        try? lock.change { record in
            record.generation = generation
            record.adopting = nil
            record.isLogLost = false
        }
    }

    /// Runs `body` on a thread and a connection of its own, which cannot write.
    func onOwnConnection<T: Sendable>(
        _ body: @escaping @Sendable (GRDB.Database) throws -> T
    ) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            do {
                try DedicatedThread.start("smm-db-check") { [configuration] in
                    continuation.resume(
                        with: Result {
                            do {
                                let queue = try SQLiteConnection(configuration: configuration).reader()
                                defer { try? queue.close() }
                                return try queue.inDatabase(body)
                            } catch {
                                throw SQLiteResult.failure(from: error)
                            }
                        })
                }
            } catch {
                continuation.resume(throwing: error)
            }
        }
    }
}
