import SMMDatabase
import SMMDatabaseConformance
import SMMDatabaseSQLite
import SMMModel
import Testing

@Suite("SQLite keeps the port's promises")
struct SQLiteConformanceTests {
    @Test("the driver conforms", arguments: DatabaseConformance.checks)
    func conforms(_ check: ConformanceCheck) async throws {
        try await withStore { try await check.run($0) }
    }

    /// Carries a transaction out of its closure, which nobody should do.
    private final class Smuggler<Value>: @unchecked Sendable {
        var value: Value?
    }

    @Test("a transaction kept beyond its closure throws")
    func keptTransaction() async throws {
        try await withStore { store in
            try await store.withDatabase { database in
                let writing = Smuggler<any WriteTransaction>()
                let reading = Smuggler<any ReadTransaction>()
                try await database.write { writing.value = $0 }
                try await database.read { reading.value = $0 }
                let written = await failure { try writing.value?.execute("DELETE FROM entry") }
                #expect(written?.code == .misuse)
                let read = await failure { try reading.value?.first("SELECT 1") { try $0.int64(0) } }
                #expect(read?.code == .misuse)
            }
        }
    }

    @Test("many readers and lists of many lengths end")
    func manyReaders() async throws {
        try await withStore { store in
            try await store.fill(600)
            try await store.withDatabase { database in
                let sum = try await withThrowingTaskGroup(of: Int.self) { group in
                    for count in 1...600 {
                        group.addTask {
                            let ids = Array(0..<count)
                            return try await database.read { tx in
                                try tx.query("SELECT id FROM entry WHERE id IN \(list: ids)") { try $0.int(0) }.count
                            }
                        }
                    }
                    return try await group.reduce(0, +)
                }
                #expect(sum == 600 * 601 / 2)
            }
        }
    }

    @Test("a database that is dropped closes itself and gives up its lock")
    func dropped() async throws {
        try await withStore { store in
            for id in 0..<5 {
                var database: SQLiteDatabase? = try await openWaiting(store)
                try await database?.write { tx in
                    _ = try tx.run(SQLiteStore.insert, .integer(Int64(id)), .text("x"))
                }
                database = nil
            }
            let last = try await openWaiting(store)
            let ids = try await SQLiteStore.ids(last)
            #expect(ids == [0, 1, 2, 3, 4])
            await last.close()
        }
    }

    /// The writer's thread lets go of the lock a moment after the last reference went.
    private func openWaiting(_ store: SQLiteStore) async throws -> SQLiteDatabase {
        for _ in 0..<100_000 {
            do {
                return try await SQLiteDatabase.open(store.configuration())
            } catch let failure as DatabaseFailure where failure.code == .locked {
                await Task.yield()
            }
        }
        return try await SQLiteDatabase.open(store.configuration())
    }
}
