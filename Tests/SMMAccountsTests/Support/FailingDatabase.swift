import SMMDatabase
import Synchronization

/// A database that writes no more from when it is told so.
final class FailingDatabase: Database {
    private let base: any Database
    private let isFull = Atomic<Bool>(false)

    init(_ base: any Database) { self.base = base }

    /// Writes no more.
    func fail() { isFull.store(true, ordering: .relaxed) }

    func read<T: Sendable>(_ body: @escaping @Sendable (any ReadTransaction) throws -> T) async throws -> T {
        try await base.read(body)
    }

    @discardableResult
    func write<T: Sendable>(_ body: @escaping @Sendable (any WriteTransaction) throws -> T) async throws -> T {
        if isFull.load(ordering: .relaxed) { throw DatabaseFailure(.full, "the test says so") }
        return try await base.write(body)
    }

    func close() async { await base.close() }
}
