import GRDB
import Glibc
import SMMDatabase
import SMMModel

/// Opens the database for writing: lock, header, identity, then migrations; refuses before it writes.
struct SQLiteOpener {
    /// A database ready to serve.
    struct Opened: Sendable {
        let lock: DatabaseLock
        let queue: DatabaseQueue
        let opening: SQLiteOpening
    }

    let configuration: SQLiteConfiguration
    private var connection: SQLiteConnection { SQLiteConnection(configuration: configuration) }
    private var path: String { configuration.path }
    private var files: DatabaseFiles { DatabaseFiles(configuration.path) }

    init(_ configuration: SQLiteConfiguration) {
        self.configuration = configuration
    }

    func open() throws(DatabaseFailure) -> Opened {
        do throws(DatabaseFailure) {
            return try openUnlessFull()
        } catch {
            throw isOfRoom(error) ? error.with(.full) : error
        }
    }

    /// A disk without room for the log's index, whose first piece has 32 KiB, shows as an I/O error.
    private func isOfRoom(_ failure: DatabaseFailure) -> Bool {
        guard failure.code == .inputOutput, let free = FileSystem.freeBytes(beside: path) else { return false }
        return free < 32 << 10
    }

    private func openUnlessFull() throws(DatabaseFailure) -> Opened {
        let lock = try DatabaseLock(path: path + ".lock")
        var last = try lock.read()
        // SQLite would wait for a pipe's other end, and keep the log beside what a link leads to.
        for file in files.all { try FileSystem.requirePlain(file) }
        let lacksLog = try lacksLog(last)
        try SQLiteRestore.removeCopy(beside: path)
        let isNew = try checkFile(last)
        if isNew { try create() }
        let (state, pending) = try inspect()
        let isFormerAside = try former(last)?.aside.first() != nil
        last = last?.settled(by: state, isFormerAside: isFormerAside)
        // Written before there is a log again. A backup says by itself what is not known.
        if lacksLog, state.copiedAt == nil, var record = last {
            record.isLogLost = true
            try lock.write(record)
            last = record
        }
        let queue = try writer(lock)
        do {
            var opening = try begin(state, last, lock, queue)
            opening.isNew = isNew
            let migrator = SQLiteMigrator(configuration: configuration)
            try migrator.apply(pending, to: queue, state, isNew: isNew, &opening)
            return Opened(lock: lock, queue: queue, opening: opening)
        } catch {
            lock.mark(.closing)
            try? queue.close()
            lock.markLog(files.log)
            throw error
        }
    }

    /// A run that was killed leaves its log. Without it what was in it, and what was sent by it, is not known. Who only
    /// looks into the database then leaves an empty one.
    private func lacksLog(_ last: DatabaseLock.Record?) throws(DatabaseFailure) -> Bool {
        guard last?.stage == .running else { return false }
        return try !FileSystem.isFilled(files.log)
    }

    /// The connection that writes. One that fails after it was opened may have folded the log in.
    private func writer(_ lock: DatabaseLock) throws(DatabaseFailure) -> DatabaseQueue {
        do {
            return try connection.writer()
        } catch {
            lock.markLog(files.log)
            throw error
        }
    }

    /// True when there is nothing yet and nothing says that there ever was.
    ///
    /// Only before a connection is there: to close any other descriptor of the file gives up SQLite's locks on it, and
    /// another program that looks into it would then take the log away.
    private func checkFile(_ last: DatabaseLock.Record?) throws(DatabaseFailure) -> Bool {
        let hasLog = try FileSystem.isFilled(files.log)
        guard let size = try FileSystem.size(path) else {
            guard last == nil, !hasLog else {
                throw try missing(last, witness: hasLog ? files.log : path + ".lock")
            }
            return true
        }
        // SQLite would open it to be read alone, and leave a log of the same mode behind.
        guard faccessat(AT_FDCWD, path, R_OK | W_OK, AT_EACCESS) == 0 else { throw FileSystem.failure("open", path) }
        let head = try FileSystem.head(path, 100)
        _ = try DatabaseHeader.check(head, size: size, hasLog: hasLog, path: path)
        return false
    }

    private func missing(
        _ last: DatabaseLock.Record?, witness: String
    ) throws(DatabaseFailure) -> DatabaseFailure {
        guard let kept = try former(last)?.aside.first() else {
            return DatabaseFailure(.missing, "\(path) is gone although \(witness) is still there")
        }
        return DatabaseFailure(
            .missing, "\(path) is not there: a restore was cut off, and what was there before is kept as \(kept)")
    }

    /// The database that a restore has begun to move aside.
    private func former(_ last: DatabaseLock.Record?) -> FormerDatabase? {
        (last?.aside).map { FormerDatabase(of: path, stamp: $0) }
    }

    /// Reads without writing: which database, which schema, and what is still to be applied.
    private func inspect() throws(DatabaseFailure) -> (StoreState, ArraySlice<Migration>) {
        let queue = try connection.reader()
        defer { try? queue.close() }
        do {
            let state = try queue.inDatabase { try StoreState.read($0, path: path) }
            return (state, try MigrationPlan.pending(known: configuration.migrations, applied: state.applied))
        } catch {
            throw SQLiteResult.failure(from: error)
        }
    }

    /// Makes an empty database beside its place and moves it there whole, so that a kill never leaves half of one.
    private func create() throws(DatabaseFailure) {
        let beside = path + ".new"
        try DatabaseFiles(beside).remove()
        // SQLite would give it the umask's mode, and the log takes its mode from the database.
        close(try FileSystem.open(beside, O_WRONLY | O_CREAT | O_EXCL))
        let queue = try connection.offline(beside)
        do {
            try queue.inDatabase { database in
                try database.execute(sql: "PRAGMA application_id = \(DatabaseHeader.applicationID)")
                try database.inTransaction(.immediate) {
                    for statement in StoreSchema.migration.statements {
                        try database.execute(sql: SQLDialect.sqlite.schema(statement))
                    }
                    let session = SQLiteSession(database, observer: nil)
                    let transaction = SQLiteTransaction(session, memory: WriterMemory())
                    try transaction.execute(
                        StoreSchema.insertStore(generation: configuration.makeGeneration(), at: configuration.time.now))
                    return .commit
                }
            }
            try queue.close()
        } catch {
            try? queue.close()
            throw SQLiteResult.failure(from: error)
        }
        try FileSystem.sync(beside)
        configuration.failPoint?(.created)
        try FileSystem.rename(beside, to: path)
    }

    /// Counts this opening in the database and in the lock file, which together tell an older copy from the database.
    private func begin(
        _ state: StoreState, _ last: DatabaseLock.Record?, _ lock: DatabaseLock, _ queue: DatabaseQueue
    ) throws(DatabaseFailure) -> SQLiteOpening {
        let isCopy = Self.isCopy(state, last)
        var record = DatabaseLock.Record(
            pid: getpid(), generation: state.generation, epoch: state.epoch &+ 1, stage: .opening,
            isLogLost: last?.isLogLost ?? false)
        // Database first: a kill in between leaves it ahead of the lock file, never behind. The first time there is
        // nothing an older copy could be mistaken for, and a lock file must be there before the count moves.
        if state.epoch == 0 { try lock.write(record) }
        do {
            try queue.inDatabase { database in
                let session = SQLiteSession(database, observer: nil)
                try session.control("BEGIN IMMEDIATE")
                defer { session.rollback() }
                let transaction = SQLiteTransaction(session, memory: WriterMemory())
                try transaction.execute(StoreSchema.updateEpoch(record.epoch))
                // What showed it does not show it again: a kill before it is adopted must not make it forgotten.
                if isCopy, state.copiedAt == nil {
                    try transaction.execute(StoreSchema.markCopy(at: configuration.time.now))
                }
                try session.control("COMMIT")
            }
        } catch {
            throw SQLiteResult.failure(from: error)
        }
        record.stage = .running
        try lock.write(record)
        return SQLiteOpening(
            generation: state.generation, origin: state.origin, epoch: record.epoch, isNew: false,
            wasClosed: last.map { $0.stage == .stopped } ?? (state.epoch == 0), isCopy: isCopy,
            copiedAt: state.copiedAt, isLogLost: record.isLogLost, applied: [], backups: [])
    }

    /// A marked backup, a lost log, another generation, fewer openings than the lock file counted, or no lock file at
    /// all.
    static func isCopy(_ state: StoreState, _ last: DatabaseLock.Record?) -> Bool {
        if state.copiedAt != nil || last?.isLogLost == true { return true }
        if state.epoch == 0 { return false }
        guard let last else { return true }
        return last.generation != state.generation || state.epoch < last.epoch
    }
}
