import GRDB
import GRDBSQLite
import SMMDatabase

/// Moves the log into the database when it has grown by so many pages; only the writer has one.
final class SQLiteCheckpointer {
    private let connection: OpaquePointer?
    private let pages: Int32
    /// Pages in the log after the last commit, as SQLite's hook reports.
    private let logged: UnsafeMutablePointer<Int32>
    /// Pages in the log at the last checkpoint.
    private var mark: Int32 = 0

    init(_ database: GRDB.Database, pages: Int) {
        connection = database.sqliteConnection
        self.pages = Int32(clamping: max(1, pages))
        logged = .allocate(capacity: 1)
        logged.initialize(to: 0)
        sqlite3_wal_hook(
            connection,
            { context, _, _, count in
                context?.assumingMemoryBound(to: Int32.self).pointee = count
                return SQLITE_OK
            }, logged)
    }

    deinit { logged.deallocate() }

    /// Must be called while the connection is still open.
    func detach() {
        sqlite3_wal_hook(connection, nil, nil)
    }

    /// Checkpoints without waiting for readers, when it is time.
    func afterCommit() throws(DatabaseFailure) {
        let count = logged.pointee
        // The log was begun anew since.
        if count < mark { mark = 0 }
        guard count - mark >= pages else { return }
        mark = count
        let result = sqlite3_wal_checkpoint_v2(connection, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
        guard result == SQLITE_OK || result & 0xff == SQLITE_BUSY else {
            throw SQLiteResult.failure(connection, "checkpoint")
        }
    }
}
