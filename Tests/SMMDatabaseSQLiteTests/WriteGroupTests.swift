import SMMDatabase
import SMMTestSupport
import Synchronization
import Testing

@testable import SMMDatabaseSQLite

@Suite("Bodies that share a commit", .timeLimit(.minutes(10)))
struct WriteGroupTests {
    private struct Refused: Error {}

    /// How often each body ran, in the order of the runs.
    private final class Runs: Sendable {
        private let state = Mutex<[Int]>([])
        var all: [Int] { state.withLock { $0 } }
        func add(_ number: Int) { state.withLock { $0.append(number) } }
    }

    /// What a body does: the numbers it writes if any, and whether it throws then.
    private struct Body {
        var writes: [Int64] = []
        var isRefused = false

        init(writes: Int64..., isRefused: Bool = false) {
            self.writes = writes
            self.isRefused = isRefused
        }
    }

    /// Runs the bodies as one group; gives who was refused and which numbers are in the database.
    private func run(_ bodies: [Body], _ runs: Runs, groupLimit: Int = 256) async throws -> (
        refused: [Int], kept: [Int64]
    ) {
        try await withTemporaryFolder { folder in
            var configuration = SQLiteStore(folder: folder).configuration()
            configuration.groupLimit = groupLimit
            let refused = try await serve(bodies, runs, configuration)
            let kept = try await SQLiteStore(folder: folder).withDatabase { database in
                try await database.read { tx in try tx.query("SELECT id FROM entry ORDER BY id") { try $0.int64(0) } }
            }
            return (refused, kept)
        }
    }

    /// Posts every body before the writer begins, so that it finds them all.
    private func serve(_ bodies: [Body], _ runs: Runs, _ configuration: SQLiteConfiguration) async throws -> [Int] {
        let mailbox = Mailbox<SQLiteWriter.WriteJob>()
        let (posted, post) = AsyncStream.makeStream(of: Void.self)
        var waits = posted.makeAsyncIterator()
        return try await withThrowingTaskGroup(of: Int?.self) { group in
            for (number, body) in bodies.enumerated() {
                group.addTask {
                    do {
                        try await withCheckedThrowingContinuation { (waiter: CheckedContinuation<Void, any Error>) in
                            _ = mailbox.post(
                                Job(
                                    { tx in
                                        runs.add(number)
                                        for id in body.writes {
                                            try tx.run(SQLiteStore.insert, .integer(id), .text("a"))
                                        }
                                        if body.isRefused { throw Refused() }
                                    }, waiter))
                            post.yield()
                        }
                        return nil
                    } catch is Refused {
                        return number
                    } catch let failure as DatabaseFailure where failure.code == .unique {
                        return number
                    }
                }
                _ = await waits.next()
            }
            mailbox.close()
            try end(configuration, mailbox)
            return try await group.reduce(into: []) { if let number = $1 { $0.append(number) } }.sorted()
        }
    }

    private func end(_ configuration: SQLiteConfiguration, _ mailbox: Mailbox<SQLiteWriter.WriteJob>) throws {
        let opened = try SQLiteOpener(configuration).open()
        let writer = SQLiteWriter(
            configuration, mailbox, DatabaseIdentity(path: configuration.path), FatalWatch(configuration))
        #expect(writer.run(opened.queue, opened.lock))
        opened.lock.mark(.stopped)
        opened.lock.release()
    }

    @Test("each run once where none fails, or only such as have written nothing")
    func once() async throws {
        let runs = Runs()
        let bodies = [Body(writes: 1), Body(isRefused: true), Body(writes: 3), Body(isRefused: true), Body()]
        let (refused, kept) = try await run(bodies, runs)
        #expect(refused == [1, 3])
        #expect(kept == [1, 3])
        #expect(runs.all == [0, 1, 2, 3, 4])
    }

    @Test("run again, each with its own way back, where one fails that has written; it alone is undone")
    func again() async throws {
        let runs = Runs()
        let bodies = [
            Body(writes: 1), Body(writes: 2, isRefused: true), Body(writes: 3), Body(writes: 4, isRefused: true),
            Body(isRefused: true), Body(writes: 6),
        ]
        let (refused, kept) = try await run(bodies, runs)
        #expect(refused == [1, 3, 4])
        #expect(kept == [1, 3, 6])
        #expect(runs.all == [0, 1, 0, 1, 2, 3, 4, 5])
    }

    @Test("a statement that fails undoes its body as well")
    func conflict() async throws {
        let runs = Runs()
        let (refused, kept) = try await run([Body(writes: 1), Body(writes: 5, 1), Body(writes: 2)], runs)
        #expect(refused == [1])
        #expect(kept == [1, 2])
        #expect(runs.all == [0, 1, 0, 1, 2])
    }

    @Test("the first to fail is undone with the transaction, and the others share the next one")
    func first() async throws {
        let runs = Runs()
        let (refused, kept) = try await run([Body(writes: 1, isRefused: true), Body(writes: 2), Body(writes: 3)], runs)
        #expect(refused == [0])
        #expect(kept == [2, 3])
        #expect(runs.all == [0, 1, 2])
    }

    @Test("a group of one at a time")
    func alone() async throws {
        let runs = Runs()
        let (refused, kept) = try await run(
            [Body(writes: 1), Body(writes: 2, isRefused: true), Body(writes: 3)], runs, groupLimit: 1)
        #expect(refused == [1])
        #expect(kept == [1, 3])
        #expect(runs.all == [0, 1, 2])
    }
}
