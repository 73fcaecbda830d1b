import Foundation
import SMMDatabase
import SMMDatabaseConformance
import SMMDatabaseSQLite
import SMMModel

/// A clock that stands still.
struct FixedTime: TimeSource {
    var now = Instant(milliseconds: 1_790_000_000_123)
    var monotonic = Milliseconds.zero
}

/// A database file in a folder of its own.
struct SQLiteStore: ConformanceDriver {
    static let schema = Migration(
        name: "0001-test",
        statements: [
            "CREATE TABLE entry (id BIGINT PRIMARY KEY, words TEXT NOT NULL)",
            "CREATE INDEX entry_words ON entry (words)",
        ])
    static let insert = Statement("INSERT INTO entry (id, words) VALUES ($1, $2)")

    let folder: String
    var path: String { folder + "/smm.db" }
    var isOnlyWriter: Bool { true }

    func configuration(_ migrations: [Migration] = [schema]) -> SQLiteConfiguration {
        SQLiteConfiguration(
            path: path, migrations: migrations, time: FixedTime(), makeGeneration: { UUID().uuidString })
    }

    func open(_ migrations: [Migration]) async throws -> any Database {
        try await SQLiteDatabase.open(configuration(migrations))
    }

    /// Opens with the test schema, runs `body`, closes.
    @discardableResult
    func withDatabase<T>(
        _ configuration: SQLiteConfiguration? = nil, _ body: (SQLiteDatabase) async throws -> T
    ) async throws -> T {
        let database = try await SQLiteDatabase.open(configuration ?? self.configuration())
        do {
            let result = try await body(database)
            await database.close()
            return result
        } catch {
            await database.close()
            throw error
        }
    }

    /// Makes a database with so many entries.
    func fill(_ count: Int) async throws {
        try await withDatabase { database in
            try await database.write { tx in
                for id in 0..<count { try tx.run(Self.insert, .integer(Int64(id)), .text("entry \(id)")) }
            }
        }
    }

    static func ids(_ database: SQLiteDatabase) async throws -> [Int64] {
        try await database.read { tx in try tx.query("SELECT id FROM entry ORDER BY id") { try $0.int64(0) } }
    }
}

/// Runs `body` with a store in a new folder, removed afterwards.
func withStore<T>(_ body: (SQLiteStore) async throws -> T) async throws -> T {
    var name = Array((FileManager.default.temporaryDirectory.path + "/smm-db-XXXXXX").utf8CString)
    guard let made = mkdtemp(&name) else { throw DatabaseFailure(.inputOutput, "no temporary folder") }
    let folder = String(cString: made)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try await body(SQLiteStore(folder: folder))
}

/// The failure that `body` throws, or nil.
func failure<T>(_ body: () async throws -> T) async -> DatabaseFailure? {
    do {
        _ = try await body()
        return nil
    } catch let refusal as SQLiteRestoreFailure {
        return refusal.cause
    } catch {
        return error as? DatabaseFailure
    }
}
