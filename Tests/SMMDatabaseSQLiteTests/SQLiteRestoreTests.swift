import Foundation
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import Testing

/// What a restore leaves when it is cut off, and whose its files are.
@Suite("a restore")
struct SQLiteRestoreTests {
    @Test("killed between its renames is gone on with, and keeps the former database with its log", arguments: 0...2)
    func goneOnWith(moved: Int) async throws {
        try await withStore { store in
            try await Self.cutOff(store, moved: moved)
            let report = try SQLiteRestore.place(store.backup, Self.later(store))
            let aside = try #require(report.aside)
            #expect(try Self.asides(store) == [aside, aside + "-wal"])
            try await store.withDatabase { #expect($0.opening.isCopy && !$0.opening.isLogLost) }
            let former = SQLiteStore(folder: store.folder + "/former")
            try FileManager.default.createDirectory(atPath: former.folder, withIntermediateDirectories: false)
            for suffix in ["", "-wal"] {
                try FileManager.default.moveItem(atPath: aside + suffix, toPath: former.path + suffix)
            }
            #expect(try await former.withDatabase { try await SQLiteStore.ids($0) } == [0, 77])
        }
    }

    @Test("killed between its renames is undone by moving back what the refused start names", arguments: 0...2)
    func movedBack(moved: Int) async throws {
        try await withStore { store in
            try await Self.cutOff(store, moved: moved)
            let moves = try SQLiteRestore.cutOff(store.configuration())
            #expect(moves.count == moved && moves.last.map { $0.to == store.path } ?? (moved == 0))
            if let kept = moves.last?.from {
                let refusal = await failure { await (try SQLiteDatabase.open(store.configuration())).close() }
                #expect(refusal?.code == .missing && refusal?.message.contains("kept as \(kept)") == true)
                #expect(refusal?.message.contains("a restore was cut off") == true)
            }
            for move in moves { try FileManager.default.moveItem(atPath: move.from, toPath: move.to) }
            try await store.withDatabase { database in
                #expect(!database.opening.isCopy && !database.opening.isLogLost)
                let ids = try await SQLiteStore.ids(database)
                #expect(ids == [0, 77])
            }
            // Long over: what stands in its place now goes aside under a name of its own.
            let report = try SQLiteRestore.place(store.backup, Self.later(store))
            #expect(report.aside.map { Self.stamp(of: $0) } == "20260921T150000.123Z")
        }
    }

    @Test("after one that was killed and forgotten takes no database for another's")
    func forgotten() async throws {
        try await withStore { store in
            try await Self.cutOff(store, moved: 1)
            let stranger = SQLiteStore(folder: store.folder + "/stranger")
            try FileManager.default.createDirectory(atPath: stranger.folder, withIntermediateDirectories: false)
            try await stranger.fill(5)
            try FileManager.default.copyItem(atPath: stranger.path, toPath: store.path)
            let report = try SQLiteRestore.place(store.backup, Self.later(store))
            #expect(report.aside.map { Self.stamp(of: $0) } == "20260921T150000.123Z")
            #expect(try Self.asides(store).count == 3)
        }
    }

    @Test("of a database that is gone names the log it has kept, and no database")
    func logAlone() async throws {
        try await withStore { store in
            try await Self.prepare(store)
            try FileManager.default.removeItem(atPath: store.path)
            let refusal = await failure { await (try SQLiteDatabase.open(store.configuration())).close() }
            #expect(refusal?.code == .missing && refusal?.message.contains("remove") == false)
            let aside = try #require(try SQLiteRestore.place(store.backup, store.configuration()).aside)
            #expect(aside.hasSuffix("-wal") && FileManager.default.fileExists(atPath: aside))
        }
    }

    @Test("lets no journal of the former database meet the backup")
    func journal() async throws {
        try await withStore { store in
            try await Self.prepare(store)
            try Data("journal".utf8).write(to: URL(fileURLWithPath: store.path + "-journal"))
            let aside = try #require(try SQLiteRestore.place(store.backup, store.configuration()).aside)
            #expect(!FileManager.default.fileExists(atPath: store.path + "-journal"))
            #expect(try String(contentsOfFile: aside + "-journal", encoding: .utf8) == "journal")
        }
    }

    @Test("twice within a millisecond keeps both of the former databases")
    func twice() async throws {
        try await withStore { store in
            try await Self.prepare(store)
            let first = try #require(try SQLiteRestore.place(store.backup, store.configuration()).aside)
            let second = try #require(try SQLiteRestore.place(store.backup, store.configuration()).aside)
            #expect(first != second)
            #expect(try Self.asides(store) == [first, first + "-wal", second].sorted())
        }
    }

    @Test(
        "of a database in use is refused though what says that it is no copy is in its log alone",
        arguments: [false, true])
    func inUse(isLinked: Bool) async throws {
        try await withStore { store in
            let source = store.folder + "/source"
            try FileManager.default.createDirectory(atPath: source, withIntermediateDirectories: false)
            let other = SQLiteStore(folder: source)
            try await other.fill(1)
            try await other.withDatabase { _ = try await $0.backup(to: other.backup) }
            _ = try SQLiteRestore.place(other.backup, other.configuration())
            let link = store.folder + "/link.db"
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: other.path)
            try await other.withDatabase { database in
                try await database.adoptCopy { _ in }
                let refusal = await failure {
                    try SQLiteRestore.place(isLinked ? link : other.path, store.configuration())
                }
                #expect(refusal?.code == .backup && refusal?.message.contains("smmctl backup") == true)
                #expect(!FileManager.default.fileExists(atPath: store.path))
            }
        }
    }

    @Test(
        "by root leaves files that the folder's owner can open, a refused one too",
        .enabled(if: geteuid() == 0, "only root gives files away"), arguments: [false, true])
    func owner(isGood: Bool) async throws {
        try await withStore { store in
            let source = store.folder + "/source"
            try FileManager.default.createDirectory(atPath: source, withIntermediateDirectories: false)
            let other = SQLiteStore(folder: source)
            try await other.fill(1)
            try await other.withDatabase { _ = try await $0.backup(to: other.backup) }
            try #require(chown(store.folder, 12_345, 12_346) == 0)
            let refusal = await failure {
                try SQLiteRestore.place(isGood ? other.backup : other.path, store.configuration())
            }
            #expect(refusal?.code == (isGood ? nil : .backup))
            for path in [store.path + ".lock"] + (isGood ? [store.path] : []) {
                var status = stat()
                #expect(stat(path, &status) == 0 && status.st_uid == 12_345 && status.st_gid == 12_346, "\(path)")
            }
        }
    }

    @Test(
        "of a backup that may not be read blames neither the backup nor the database",
        .enabled(if: geteuid() == 0, "root alone can become somebody else"))
    func unreadable() async throws {
        try await withStore { store in
            try await store.fill(1)
            try await store.withDatabase { _ = try await $0.backup(to: store.backup) }
            try #require(chmod(store.folder, 0o777) == 0)
            let folder = store.folder
            await #expect(processExitsWith: .success) { [folder = folder as String] in
                guard setuid(65534) == 0 else { exit(1) }
                let store = SQLiteStore(folder: folder)
                let refusal = #expect(throws: SQLiteRestoreFailure.self) {
                    try SQLiteRestore.place(store.backup, store.configuration())
                }
                guard refusal?.fault == .unreadable else { exit(1) }
            }
        }
    }

    /// A database with a backup, and a log that a kill left.
    private static func prepare(_ store: SQLiteStore) async throws {
        try await store.fill(1)
        try await store.withDatabase { _ = try await $0.backup(to: store.backup) }
        let folder = store.folder
        await #expect(processExitsWith: .signal(SIGKILL)) { [folder = folder as String] in
            let database = try await SQLiteDatabase.open(SQLiteStore(folder: folder).configuration())
            try await database.write { tx in _ = try tx.run(SQLiteStore.insert, .integer(77), .text("in the log")) }
            kill(getpid(), SIGKILL)
        }
    }

    /// The same, and a restore killed once it has moved so many files.
    private static func cutOff(_ store: SQLiteStore, moved: Int) async throws {
        try await prepare(store)
        let folder = store.folder
        await #expect(processExitsWith: .signal(SIGKILL)) { [folder = folder as String, moved = moved as Int] in
            let store = SQLiteStore(folder: folder)
            var configuration = store.configuration()
            configuration.failPoint = { if $0 == .restoring(moved: moved) { kill(getpid(), SIGKILL) } }
            _ = try SQLiteRestore.place(store.backup, configuration)
        }
    }

    /// The store's configuration at 15:00, when a new stamp is another.
    private static func later(_ store: SQLiteStore) -> SQLiteConfiguration {
        var configuration = store.configuration()
        configuration.time = FixedTime(now: Instant(milliseconds: 1_790_002_800_123))
        return configuration
    }

    private static func asides(_ store: SQLiteStore) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: store.folder)
            .filter { $0.contains("before-restore") }.sorted().map { "\(store.folder)/\($0)" }
    }

    private static func stamp(of aside: String) -> Substring? { aside.split(separator: "-").last }
}

extension SQLiteStore {
    /// Where a test keeps a backup.
    fileprivate var backup: String { folder + "/backup.db" }
}
