import SMMDatabase
import SMMDatabaseSQLite
import SMMTestSupport
import Synchronization
import Testing

@Suite("What a transaction announces", .timeLimit(.minutes(10)))
struct SQLiteNoticeTests {
    private struct Refused: Error {}

    /// What was told, commit by commit.
    private final class Told: Sendable {
        private let state = Mutex<[Int]>([])
        var all: [Int] { state.withLock { $0 } }
        func add(_ notices: [any Sendable]) { state.withLock { $0 += notices.compactMap { $0 as? Int } } }
    }

    /// Runs `body` on a database whose commits tell.
    private func withFollowed(
        pageLimit: Int? = nil, _ body: @Sendable (SQLiteDatabase, Told) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            let told = Told()
            let store = SQLiteStore(folder: folder)
            var configuration = store.configuration()
            configuration.onCommit = { told.add($0) }
            configuration.pageLimit = pageLimit
            try await store.withDatabase(configuration) { database in try await body(database, told) }
        }
    }

    @Test("is told after the commit and before the caller goes on, in the order of the writing")
    func order() async throws {
        try await withFollowed { database, told in
            for number in 0..<20 {
                try await database.write { tx in
                    try tx.run(SQLiteStore.insert, .integer(Int64(number)), .text("a"))
                    tx.announce { number * 2 }
                    tx.announce { number * 2 + 1 }
                }
                #expect(told.all == Array(0...number * 2 + 1))
            }
        }
    }

    @Test("is not told of a body that threw, nor where the commit failed, while others of the group are told of")
    func undone() async throws {
        try await withFollowed(pageLimit: 64) { database, told in
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        _ = try? await database.write { tx in
                            tx.announce { number }
                            try tx.run(SQLiteStore.insert, .integer(Int64(number)), .text("a"))
                            if number % 3 == 0 { throw Refused() }
                        }
                    }
                }
            }
            #expect(told.all.sorted() == (0..<200).filter { $0 % 3 != 0 })
            let kept = try await database.read { tx in
                try tx.query("SELECT id FROM entry ORDER BY rowid") { try $0.int(0) }
            }
            #expect(Set(kept) == Set(told.all))
            let before = told.all
            await #expect(throws: DatabaseFailure.self) {
                try await database.write { tx in
                    tx.announce { -1 }
                    for id in 1000..<19000 { try tx.run(SQLiteStore.insert, .integer(Int64(id)), .text("entry")) }
                }
            }
            #expect(told.all == before)
        }
    }

    @Test("is told of by its newest, without a gap, where it is more than anybody could use")
    func many() async throws {
        try await withFollowed { database, told in
            try await database.write { tx in
                for number in 0..<5000 { tx.announce { number } }
            }
            let first = try #require(told.all.first)
            #expect(told.all == Array(first..<5000) && (500...1024).contains(told.all.count))
        }
    }

    @Test("is not made where nobody follows")
    func unfollowed() async throws {
        try await withTemporaryFolder { folder in
            try await SQLiteStore(folder: folder).withDatabase { database in
                let made = Told()
                try await database.write { tx in
                    tx.announce {
                        made.add([1])
                        return 1
                    }
                }
                #expect(made.all.isEmpty)
            }
        }
    }
}
