import Dispatch
import Foundation
import SMMDatabase
import Testing

@testable import SMMDatabaseSQLite

@Suite("The readers", .timeLimit(.minutes(2)))
struct ReaderPoolTests {
    private static let shortage = DatabaseFailure(.inputOutput, "no descriptor")

    /// Lets the threads that open a connection go on, which wait for it in a thread of their own.
    private final class Door: Sendable {
        private let opened = DispatchSemaphore(value: 0)
        func open(for count: Int) { for _ in 0..<count { opened.signal() } }
        func pass() { #expect(opened.wait(timeout: .now() + 60) == .success) }
    }

    /// Reads as the database does, and says when the job was handed over.
    private static func read(_ pool: ReaderPool, posted: @escaping @Sendable () -> Void = {}) async throws -> Int64 {
        try await withCheckedThrowingContinuation { waiter in
            pool.post(Job({ tx in try tx.first("SELECT count(*) FROM entry") { try $0.int64(0) } ?? -1 }, waiter))
            posted()
        }
    }

    @Test(
        "one that gets no connection makes reads wait for one that has; only damage it finds is told",
        arguments: [DatabaseFailure.Code.inputOutput, .corrupt])
    func shortOfConnections(code: DatabaseFailure.Code) async throws {
        try await withStore { store in
            try await store.fill(3)
            var configuration = store.configuration()
            configuration.readerLimit = 100
            let (told, door, tries) = (Told(), Door(), Counter())
            let (attempts, attempt) = AsyncStream.makeStream(of: Void.self)
            let connection = SQLiteConnection(configuration: configuration)
            let pool = ReaderPool(
                configuration,
                open: {
                    defer { attempt.yield() }
                    guard tries.add() == 1 else { throw DatabaseFailure(code, "no connection") }
                    return try connection.reader()
                }, onFailure: { told.add($0.code) })
            var waits = attempts.makeAsyncIterator()
            let (begun, begin) = AsyncStream.makeStream(of: Void.self)
            async let slow: Void = withCheckedThrowingContinuation { waiter in
                pool.post(
                    Job(
                        { _ in
                            begin.yield()
                            door.pass()
                        }, waiter))
            }
            var begins = begun.makeAsyncIterator()
            _ = await begins.next()
            _ = await waits.next()
            let counts = try await withThrowingTaskGroup(of: Int64.self) { group in
                for _ in 0..<5 {
                    group.addTask { try await Self.read(pool) }
                    // Each tries for a connection of its own, since the only reader is busy.
                    _ = await waits.next()
                }
                door.open(for: 1)
                return try await group.reduce(into: []) { $0.append($1) }
            }
            try await slow
            #expect(counts == [3, 3, 3, 3, 3])
            // Whoever tells is a thread of the pool, which ends before it is closed.
            await pool.close()
            #expect(told.codes == (code == .corrupt ? [.corrupt, .corrupt, .corrupt, .corrupt, .corrupt] : []))
        }
    }

    @Test("where none gets a connection, everybody who waits is told, it counts once, and the next read tries anew")
    func none() async throws {
        try await withStore { store in
            try await store.fill(1)
            var configuration = store.configuration()
            configuration.readerLimit = 2
            let (told, door, tries) = (Told(), Door(), Counter())
            let connection = SQLiteConnection(configuration: configuration)
            let pool = ReaderPool(
                configuration,
                open: {
                    guard tries.add() <= 2 else { return try connection.reader() }
                    door.pass()
                    throw Self.shortage
                }, onFailure: { told.add($0.code) })
            let (posted, post) = AsyncStream.makeStream(of: Void.self)
            var posts = posted.makeAsyncIterator()
            let codes = await withTaskGroup(of: DatabaseFailure.Code?.self) { group in
                for _ in 0..<5 {
                    group.addTask { await failure { try await Self.read(pool) { post.yield() } }?.code }
                    _ = await posts.next()
                }
                door.open(for: 2)
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(codes == [.inputOutput, .inputOutput, .inputOutput, .inputOutput, .inputOutput])
            #expect(told.codes == [.inputOutput])
            #expect(try await Self.read(pool) == 1)
            await pool.close()
        }
    }

    @Test("a process without a descriptor left is told that, not that something is wrong with the file")
    func noDescriptor() async throws {
        try await withStore { store in
            let folder = store.folder
            // A child, since the limit is the whole process's.
            await #expect(processExitsWith: .success) { [folder = folder as String] in
                let database = try await SQLiteDatabase.open(SQLiteStore(folder: folder).configuration())
                var limit = rlimit()
                getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
                limit.rlim_cur = min(limit.rlim_cur, 256)
                setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
                var taken: [Int32] = []
                while case let descriptor = open("/dev/null", O_RDONLY), descriptor >= 0 { taken.append(descriptor) }
                let refusal = await failure { try await SQLiteStore.ids(database) }
                for descriptor in taken { close(descriptor) }
                #expect(refusal?.code == .inputOutput)
                #expect(refusal?.message.contains("as many files and connections open as it may have") == true)
                #expect(refusal?.message.contains("LimitNOFILE=") == true)
                #expect(try await SQLiteStore.ids(database) == [])
                await database.close()
            }
        }
    }
}
