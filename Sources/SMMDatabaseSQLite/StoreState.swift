import GRDB
import SMMDatabase
import SMMModel

/// What a file says about itself: the row of `smm_store` and the applied migrations.
struct StoreState {
    var generation: String
    var origin: String
    var epoch: Int64
    var copiedAt: Instant?
    var applied: [MigrationPlan.Applied]

    /// Reads it in one snapshot.
    static func read(_ database: GRDB.Database, path: String) throws(DatabaseFailure) -> StoreState {
        let session = SQLiteSession(database, observer: nil)
        try session.control("BEGIN")
        defer { session.rollback() }
        let transaction = SQLiteTransaction(session, memory: nil)
        do {
            let store = try transaction.first(StoreSchema.selectStore) { row in
                StoreState(
                    generation: try row.text(0), origin: try row.text(3), epoch: try row.int64(1),
                    copiedAt: try row.optionalInstant(2), applied: [])
            }
            guard var store else { throw DatabaseFailure(.corrupt, "\(path) does not say which database it is") }
            store.applied = try transaction.query(StoreSchema.selectMigrations) { row in
                MigrationPlan.Applied(name: try row.text(0), checksum: try row.text(1))
            }
            return store
        } catch {
            let failure = SQLiteResult.failure(from: error)
            // Our mark is in the header, so a file without our tables has lost them.
            guard failure.code == .misuse else { throw failure }
            throw DatabaseFailure(.corrupt, "\(path) lacks its own tables: \(failure.message)")
        }
    }

    /// The newest migration's name, or `empty`.
    var schema: String { applied.last?.name ?? "empty" }
}
