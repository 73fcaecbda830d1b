import GRDB
import SMMDatabase
import SMMModel

/// Applies migrations, each in one transaction with its record, and a backup before it.
struct SQLiteMigrator {
    let configuration: SQLiteConfiguration

    /// Applies `pending` in order; a kill at any instant leaves each one whole or absent.
    func apply(
        _ pending: ArraySlice<Migration>, to queue: DatabaseQueue, _ state: StoreState, isNew: Bool,
        _ opening: inout SQLiteOpening
    ) throws(DatabaseFailure) {
        var schema = state.schema
        // A database made just now, or before a kill, holds nothing a backup could save.
        let isWorthSaving = !isNew && !state.applied.isEmpty
        for (offset, migration) in pending.enumerated() {
            do {
                if isWorthSaving {
                    let path = try freePath(state.generation, schema)
                    try queue.inDatabase { database in
                        _ = try SQLiteBackup(configuration: configuration).write(from: database, to: path)
                    }
                    opening.backups.append(path)
                }
                try queue.inDatabase { try apply(migration, at: state.applied.count + offset, $0) }
            } catch {
                throw SQLiteResult.failure(from: error)
            }
            schema = migration.name
            opening.applied.append(migration.name)
        }
    }

    private func apply(_ migration: Migration, at position: Int, _ database: GRDB.Database) throws {
        let session = SQLiteSession(database, observer: nil)
        try session.control("BEGIN IMMEDIATE")
        defer { session.rollback() }
        for (index, statement) in migration.statements.enumerated() {
            configuration.failPoint?(.migration(name: migration.name, index: index))
            try database.execute(sql: SQLDialect.sqlite.schema(statement))
        }
        configuration.failPoint?(.migration(name: migration.name, index: migration.statements.count))
        try SQLiteTransaction(session, memory: WriterMemory()).execute(
            StoreSchema.insertMigration(position: position, migration, at: configuration.time.now))
        try session.control("COMMIT")
    }

    /// A second try within the same millisecond gets a number.
    private func freePath(_ generation: String, _ schema: String) throws(DatabaseFailure) -> String {
        let folder = configuration.backupFolder ?? FileSystem.folder(of: configuration.path)
        let name = BackupName.make(generation: generation, schema: schema, at: configuration.time.now)
        let stem = "\(folder)/\(name.dropLast(3))"
        for number in 1...1000 {
            let path = number == 1 ? "\(stem).db" : "\(stem)-\(number).db"
            if try FileSystem.size(path) == nil { return path }
        }
        throw DatabaseFailure(.backup, "too many backups named \(stem)")
    }
}
