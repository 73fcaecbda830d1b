import Foundation
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import Testing

/// What is left after SIGKILL; each child is an exit test's process.
@Suite("kill -9")
struct SQLiteKillTests {
    @Test("every acknowledged write is there after a kill", arguments: [1, 7, 40, 133, 301])
    func acknowledgedWrites(_ after: Int) async throws {
        try await withStore { store in
            let folder = store.folder
            await #expect(processExitsWith: .signal(SIGKILL)) { [folder = folder as String, after = after as Int] in
                try await Self.writeUntilKilled(SQLiteStore(folder: folder), after)
            }
            let journal = try String(contentsOfFile: folder + "/acknowledged", encoding: .utf8)
            let acknowledged = journal.split(separator: "\n").compactMap { Int64($0) }
            #expect(acknowledged.count >= after)
            try await store.withDatabase { database in
                #expect(!database.opening.wasClosed)
                #expect(!database.opening.isCopy)
                let kept = Set(try await SQLiteStore.ids(database))
                #expect(acknowledged.allSatisfy { kept.contains($0) })
                let problems = try await database.checkIntegrity()
                #expect(problems == [])
            }
            try await store.withDatabase { database in #expect(database.opening.wasClosed) }
        }
    }

    /// 16 callers write; each notes its id once it is acknowledged; the process dies by the note numbered `after`.
    private static func writeUntilKilled(_ store: SQLiteStore, _ after: Int) async throws {
        let database = try await SQLiteDatabase.open(store.configuration())
        let notes = open(store.folder + "/acknowledged", O_WRONLY | O_CREAT | O_APPEND, 0o600)
        let notesWritten = Counter()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for caller in 0..<16 {
                group.addTask {
                    for round in 0..<1000 {
                        let id = Int64(caller * 1000 + round)
                        try await database.write { tx in
                            _ = try tx.run(SQLiteStore.insert, .integer(id), .text("x"))
                        }
                        let note = Array("\(id)\n".utf8)
                        _ = note.withUnsafeBytes { write(notes, $0.baseAddress, $0.count) }
                        if notesWritten.add() >= after { kill(getpid(), SIGKILL) }
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test("a log that is gone after a kill makes it a copy until that is settled", arguments: [0, 1])
    func lostLog(_ runs: Int) async throws {
        try await withStore { store in
            for _ in 0..<runs { try await store.withDatabase { _ in } }
            let folder = store.folder
            await #expect(processExitsWith: .signal(SIGKILL)) { [folder = folder as String] in
                try await Self.writeUntilKilled(SQLiteStore(folder: folder), 7)
            }
            for suffix in ["-wal", "-shm"] { try FileManager.default.removeItem(atPath: store.path + suffix) }
            // A start that is refused is no witness that there was nothing to miss.
            for _ in 0..<(runs == 0 ? 0 : 2) {
                let refusal = await failure { _ = try await SQLiteDatabase.open(store.configuration([])) }
                #expect(refusal?.code == .newerSchema)
            }
            await #expect(processExitsWith: .signal(SIGKILL)) { [folder = folder as String] in
                let database = try await SQLiteDatabase.open(SQLiteStore(folder: folder).configuration())
                if database.opening.isCopy && database.opening.isLogLost { kill(getpid(), SIGKILL) }
            }
            try await store.withDatabase { #expect($0.opening.isCopy && $0.opening.isLogLost) }
            try await store.withDatabase { try await $0.adoptCopy { _ in } }
            try await store.withDatabase { #expect(!$0.opening.isCopy && !$0.opening.isLogLost) }
        }
    }

    @Test("a backup in the place of what a kill left is a backup, not a lost log")
    func restoredAfterKill() async throws {
        try await withStore { store in
            try await store.fill(3)
            let folder = store.folder
            try await store.withDatabase { _ = try await $0.backup(to: folder + "/backup.db") }
            await #expect(processExitsWith: .signal(SIGKILL)) { [folder = folder as String] in
                try await Self.writeUntilKilled(SQLiteStore(folder: folder), 7)
            }
            let aside = try #require(
                try SQLiteRestore.place(folder + "/backup.db", store.configuration()).aside)
            try FileManager.default.removeItem(atPath: store.path)
            try FileManager.default.copyItem(atPath: aside, toPath: store.path)
            // What was put back by hand lacks its log.
            try await store.withDatabase { #expect($0.opening.isCopy && $0.opening.isLogLost) }
            _ = try SQLiteRestore.place(folder + "/backup.db", store.configuration())
            try await store.withDatabase { #expect($0.opening.isCopy && !$0.opening.isLogLost) }
        }
    }

    static let points: [SQLiteFailPoint] = [
        .created,
        .migration(name: "0001-test", index: 0), .migration(name: "0001-test", index: 1),
        .migration(name: "0001-test", index: 2),
        .migration(name: "0002-more", index: 0), .migration(name: "0002-more", index: 1),
        .migration(name: "0002-more", index: 2),
    ]

    private static let second = Migration(
        name: "0002-more",
        statements: ["CREATE TABLE more (id BIGINT PRIMARY KEY)", "INSERT INTO more (id) SELECT id FROM entry"])

    private static func configuration(_ store: SQLiteStore) -> SQLiteConfiguration {
        store.configuration([SQLiteStore.schema, second])
    }

    @Test(
        "a first start or a migration killed at any statement is done whole by the next start",
        arguments: points.indices)
    func migrations(_ index: Int) async throws {
        try await withStore { store in
            if index >= 4 { try await store.fill(10) }
            let folder = store.folder
            await #expect(processExitsWith: .signal(SIGKILL)) { [folder = folder as String, index = index as Int] in
                var configuration = Self.configuration(SQLiteStore(folder: folder))
                configuration.failPoint = { if $0 == Self.points[index] { kill(getpid(), SIGKILL) } }
                _ = try await SQLiteDatabase.open(configuration)
            }
            try await store.withDatabase(Self.configuration(store)) { database in
                #expect(database.opening.applied == (index >= 4 ? ["0002-more"] : Self.expected(index)))
                #expect(!database.opening.isCopy)
                let moved = try await database.read { tx in
                    try tx.first("SELECT COUNT(*) FROM more") { try $0.int(0) }
                }
                #expect(moved == (index >= 4 ? 10 : 0))
            }
        }
    }

    private static func expected(_ index: Int) -> [String] { ["0001-test", "0002-more"] }

    @Test("a group killed before its commit is absent, one killed after it is there", arguments: [false, true])
    func commitPoints(_ isAfter: Bool) async throws {
        try await withStore { store in
            try await store.fill(1)
            let folder = store.folder
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [folder = folder as String, isAfter = isAfter as Bool] in
                var configuration = SQLiteStore(folder: folder).configuration()
                configuration.failPoint = {
                    if $0 == (isAfter ? .afterCommit : .beforeCommit) { kill(getpid(), SIGKILL) }
                }
                let database = try await SQLiteDatabase.open(configuration)
                try await database.write { tx in _ = try tx.run(SQLiteStore.insert, .integer(7), .text("x")) }
            }
            try await store.withDatabase { database in
                let ids = try await SQLiteStore.ids(database)
                #expect(ids == (isAfter ? [0, 7] : [0]))
            }
        }
    }
}
