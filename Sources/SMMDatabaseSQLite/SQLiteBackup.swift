import GRDB
import Glibc
package import SMMDatabase
import SMMModel

/// Makes and checks backups: whole database files that say they are copies.
package struct SQLiteBackup {
    private let configuration: SQLiteConfiguration

    /// Backups under this configuration; only its clock and its migrations matter.
    package init(configuration: SQLiteConfiguration) {
        self.configuration = configuration
    }

    private var connection: SQLiteConnection { SQLiteConnection(configuration: configuration) }

    /// Copies what `database` sees to a new file, checks the copy, and only then gives it its name.
    func write(from database: GRDB.Database, to path: String) throws(DatabaseFailure) -> SQLiteBackupReport {
        guard try FileSystem.size(path) == nil else { throw DatabaseFailure(.backup, "\(path) is already there") }
        let file = try PartialBackup(of: path)
        let partial = file.path
        do {
            let source = try StoreState.read(database, path: configuration.path)
            try database.execute(sql: "VACUUM INTO ?", arguments: [partial])
            try mark(partial)
            var report = try check(partial)
            guard report.generation == source.generation else {
                throw DatabaseFailure(.backup, "the copy is of generation \(report.generation)")
            }
            try FileSystem.sync(partial)
            try FileSystem.rename(partial, to: path)
            report.path = path
            return withExtendedLifetime(file) { report }
        } catch {
            try? file.discard()
            throw SQLiteResult.failure(from: error)
        }
    }

    private func mark(_ path: String) throws {
        let queue = try connection.offline(path)
        defer { try? queue.close() }
        try queue.inDatabase { database in
            // The file is synced as a whole afterwards, and removed when anything fails before that.
            try database.execute(sql: "PRAGMA journal_mode = OFF")
            let session = SQLiteSession(database, observer: nil)
            try session.control("BEGIN IMMEDIATE")
            defer { session.rollback() }
            try SQLiteTransaction(session, memory: WriterMemory()).execute(
                StoreSchema.markCopy(at: configuration.time.now))
            try session.control("COMMIT")
        }
    }

    /// Reads a backup whole: header, every page, identity, and a schema this program knows.
    ///
    /// Failures call it `name`, where it is a copy of what a person knows. Throws what opening it as a database would
    /// throw: `missing`, `foreign`, `corrupt`, `newerSchema`, `changedMigration`.
    package func check(_ path: String, as name: String? = nil) throws(DatabaseFailure) -> SQLiteBackupReport {
        let name = name ?? path
        guard let size = try FileSystem.size(path) else { throw DatabaseFailure(.missing, "\(name) is not there") }
        _ = try DatabaseHeader.check(try FileSystem.head(path, 100), size: size, hasLog: false, path: name)
        let queue = try connection.reader(path)
        defer { try? queue.close() }
        do {
            return try queue.inDatabase { database in
                let problems = try SQLiteIntegrity.problems(database)
                guard problems.isEmpty else {
                    throw DatabaseFailure(.corrupt, "\(name) is damaged: \(problems.prefix(3).joined(separator: "; "))")
                }
                let state = try StoreState.read(database, path: name)
                _ = try MigrationPlan.pending(known: configuration.migrations, applied: state.applied)
                return SQLiteBackupReport(
                    path: path, generation: state.generation, schema: state.schema, copiedAt: state.copiedAt,
                    bytes: size)
            }
        } catch {
            throw SQLiteResult.failure(from: error)
        }
    }
}
