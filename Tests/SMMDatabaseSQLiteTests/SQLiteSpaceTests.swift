import Foundation
import Glibc
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import Synchronization
import Testing

@Suite("space, permissions and settings")
struct SQLiteSpaceTests {
    @Test("the reserve is held, given back and held again")
    func reserve() async throws {
        try await withStore { store in
            let reserve = ReserveFile(path: store.folder + "/reserve", size: 1 << 20)
            #expect(!reserve.isHeld)
            try reserve.hold()
            try reserve.hold()
            #expect(reserve.isHeld)
            let size = try FileManager.default.attributesOfItem(atPath: store.folder + "/reserve")[.size] as? Int
            #expect(size == 1 << 20)
            #expect(try reserve.release())
            #expect(try !reserve.release())
            #expect(!reserve.isHeld)
            try FileManager.default.createSymbolicLink(
                atPath: store.folder + "/link", withDestinationPath: store.folder + "/other")
            let link = ReserveFile(path: store.folder + "/link", size: 1 << 20)
            #expect(throws: DatabaseFailure.self) { try link.hold() }
            #expect(!FileManager.default.fileExists(atPath: store.folder + "/other"))
            try Data(count: 2 << 20).write(to: URL(fileURLWithPath: store.folder + "/other"))
            #expect(throws: DatabaseFailure.self) { try link.hold() }
            #expect(try !link.isHeld && !link.release())
            #expect(FileManager.default.fileExists(atPath: store.folder + "/link"))
            // As much as is free, so that nothing would be left.
            var status = statvfs()
            try #require(statvfs(store.folder, &status) == 0)
            let all = ReserveFile(path: store.folder + "/all", size: Int(status.f_bavail * status.f_frsize))
            let full = #expect(throws: DatabaseFailure.self) { try all.hold() }
            #expect(full?.code == .full && !all.isHeld)
        }
    }

    @Test("a full disk fails the write as full, keeps the database sound, and writes go on once there is room")
    func full() async throws {
        try await withStore { store in
            // A limit on pages stands in for the disk's end: SQLite answers both with the same code.
            var configuration = store.configuration()
            configuration.pageLimit = 60
            let fulls = Counter()
            configuration.onFull = { fulls.add() }
            try await store.withDatabase(configuration) { database in
                let text = String(repeating: "x", count: 20_000)
                let results = await withTaskGroup(of: DatabaseFailure.Code?.self) { group in
                    for id in 0..<40 {
                        group.addTask {
                            await failure {
                                try await database.write { tx in
                                    _ = try tx.run(SQLiteStore.insert, .integer(Int64(id)), .text(text))
                                }
                            }?.code
                        }
                    }
                    return await group.reduce(into: [DatabaseFailure.Code?]()) { $0.append($1) }
                }
                #expect(results.contains(.full))
                #expect(fulls.count > 0)
                #expect(results.allSatisfy { $0 == nil || $0 == .full })
                let kept = try await SQLiteStore.ids(database).count
                #expect(kept == results.count { $0 == nil })
                let problems = try await database.checkIntegrity()
                #expect(problems == [])
                try await database.write { try $0.execute("DELETE FROM entry") }
                try await database.write { tx in
                    _ = try tx.run(SQLiteStore.insert, .integer(500), .text(text))
                }
                let ids = try await SQLiteStore.ids(database)
                #expect(ids == [500])
            }
        }
    }

    @Test("every file is the owner's alone")
    func modes() async throws {
        try await withStore { store in
            try await store.fill(1)
            try await store.withDatabase { database in
                _ = try await database.backup(to: store.folder + "/copy.db")
                for name in try FileManager.default.contentsOfDirectory(atPath: store.folder) {
                    let mode = try FileManager.default.attributesOfItem(atPath: store.folder + "/" + name)[
                        .posixPermissions]
                    #expect(mode as? Int == 0o600, "\(name)")
                }
            }
        }
    }

    @Test(
        "a database that may not be written is refused, and nothing is left beside it",
        .enabled(if: geteuid() == 0, "root alone can become somebody else"))
    func readOnly() async throws {
        try await withStore { store in
            try await store.fill(1)
            let folder = store.folder
            for path in [folder, store.path, store.path + ".lock"] { try #require(chown(path, 65534, 65534) == 0) }
            try #require(chmod(store.path, 0o444) == 0)
            await #expect(processExitsWith: .success) { [folder = folder as String] in
                guard setuid(65534) == 0 else { exit(1) }
                let store = SQLiteStore(folder: folder)
                let refusal = await failure { await (try SQLiteDatabase.open(store.configuration())).close() }
                #expect(refusal?.code == .readOnly && refusal?.message.contains(store.path) == true)
                let names = try FileManager.default.contentsOfDirectory(atPath: folder)
                #expect(names.sorted() == ["smm.db", "smm.db.lock"])
            }
        }
    }

    @Test("the log is moved into the database while it works and is gone after closing")
    func checkpoints() async throws {
        try await withStore { store in
            var configuration = store.configuration()
            configuration.checkpointPages = 50
            try await store.withDatabase(configuration) { database in
                for round in 0..<200 {
                    try await database.write { tx in
                        for id in 0..<20 {
                            _ = try tx.run(
                                SQLiteStore.insert, .integer(Int64(round * 20 + id)), .text("\(id) \(round)"))
                        }
                    }
                }
                let size = try FileManager.default.attributesOfItem(atPath: store.path + "-wal")[.size] as? Int
                #expect(try #require(size) < 400 * 4096)
            }
            #expect(!FileManager.default.fileExists(atPath: store.path + "-wal"))
        }
    }

    @Test("statements seen by the observer are compared with the registry")
    func observer() async throws {
        try await withStore { store in
            let told = Told()
            var configuration = store.configuration()
            configuration.observer = { told.add(.init(rawValue: $0)) }
            try await store.withDatabase(configuration) { database in
                try await database.write { tx in _ = try tx.run(SQLiteStore.insert, .integer(1), .text("a")) }
                _ = try await database.read { tx in try tx.first("SELECT 1 + \(1)") { try $0.int64(0) } }
                let registry = StatementRegistry(migrations: [SQLiteStore.schema], catalogs: [Area.self])
                #expect(registry.unregistered(among: told.codes.map(\.rawValue)) == ["SELECT 1 + $1"])
                #expect(try await database.problems(in: registry).map(\.name) == ["area/wrong"])
            }
        }
    }

    private enum Area: StatementCatalog {
        static let area = "area"
        static let statements = [SQLiteStore.insert]
        static var samples: [RegisteredSQL] {
            [
                RegisteredSQL("right", "SELECT words FROM entry WHERE id = \(1)"),
                RegisteredSQL("wrong", "SELECT x FROM y"),
            ]
        }
    }

    /// Counts from any thread.
    private final class Counter: Sendable {
        private let state = Mutex(0)

        var count: Int { state.withLock { $0 } }
        func add() { state.withLock { $0 += 1 } }
    }
}
