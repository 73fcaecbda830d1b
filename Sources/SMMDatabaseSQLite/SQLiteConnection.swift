import CSQLiteMemory
import GRDB
import GRDBSQLite
import SMMDatabase
import SMMModel

/// Makes connections that are set up the one right way.
struct SQLiteConnection {
    let configuration: SQLiteConfiguration

    /// Once in a process, before its first connection. Where SQLite refuses, it is as it was: slower, and no more.
    private static let isLibrarySetUp: Bool = smm_sqlite_leave_out_memory_statistics() == 0

    /// The connection that writes and checkpoints: WAL, synchronous=FULL, foreign keys; each setting is read back.
    func writer() throws(DatabaseFailure) -> DatabaseQueue {
        let queue = try open(configuration.path, isReadOnly: false, cacheKiB: configuration.writerCacheKiB)
        do {
            try queue.inDatabase { database in
                // Set after opening and outside a transaction: there it takes effect, and nothing of GRDB's follows it.
                try database.execute(sql: "PRAGMA synchronous = FULL")
                try database.execute(sql: "PRAGMA journal_size_limit = 67108864")
                if let limit = configuration.pageLimit {
                    try database.execute(sql: "PRAGMA max_page_count = \(limit)")
                }
                try Self.expect(database, "PRAGMA journal_mode = WAL", "wal")
                try Self.expect(database, "PRAGMA wal_autocheckpoint = 0", "0")
                try Self.expect(database, "PRAGMA synchronous", "2")
                try Self.expect(database, "PRAGMA foreign_keys", "1")
            }
        } catch {
            try? queue.close()
            throw SQLiteResult.failure(from: error)
        }
        return queue
    }

    /// A connection that cannot write, to any file of ours.
    func reader(_ path: String? = nil) throws(DatabaseFailure) -> DatabaseQueue {
        try open(path ?? configuration.path, isReadOnly: true, cacheKiB: configuration.readerCacheKiB)
    }

    /// A connection to a file that is not in service: a new database or a copy.
    func offline(_ path: String) throws(DatabaseFailure) -> DatabaseQueue {
        try open(path, isReadOnly: false, cacheKiB: configuration.readerCacheKiB)
    }

    private func open(
        _ path: String, isReadOnly: Bool, cacheKiB: Int
    ) throws(DatabaseFailure) -> DatabaseQueue {
        _ = Self.isLibrarySetUp
        var settings = Configuration()
        settings.readonly = isReadOnly
        settings.foreignKeysEnabled = true
        // The writer keeps its own transactions; without this a failed rollback would end the process.
        settings.allowsUnsafeTransactions = true
        settings.busyMode = .timeout(Double(configuration.busyTimeout.count) / 1000)
        settings.prepareDatabase { database in
            try database.execute(sql: "PRAGMA cache_size = -\(cacheKiB)")
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
            try database.execute(sql: "PRAGMA trusted_schema = OFF")
            try database.execute(sql: "PRAGMA cell_size_check = ON")
        }
        do {
            return try DatabaseQueue(path: path, configuration: settings)
        } catch {
            var failure = SQLiteResult.failure(from: error)
            // SQLite says only that it could not open; who reads that looks for what is wrong with the file.
            if failure.driverCode.map({ $0 & 0xff }) == SQLITE_CANTOPEN, let shortage = FileSystem.descriptorShortage()
            {
                failure.message += ": \(shortage)"
            }
            throw failure
        }
    }

    private static func expect(_ database: GRDB.Database, _ pragma: String, _ expected: String) throws {
        let found = try String.fetchOne(database, sql: pragma)
        guard found == expected else {
            throw DatabaseFailure(.driver, "\(pragma) reads \(found ?? "nothing") instead of \(expected)")
        }
    }
}
