import SMMDatabase
import Synchronization

/// A database that answers nothing while it is told so.
final class MutedDatabase: Database {
    private let base: any Database
    private let isMute = Atomic<Bool>(false)

    init(_ base: any Database) { self.base = base }

    func set(isMute: Bool) { self.isMute.store(isMute, ordering: .relaxed) }

    func read<T: Sendable>(_ body: @escaping @Sendable (any ReadTransaction) throws -> T) async throws -> T {
        if isMute.load(ordering: .relaxed) { throw DatabaseFailure(.full, "the test says so") }
        return try await base.read(body)
    }

    @discardableResult
    func write<T: Sendable>(_ body: @escaping @Sendable (any WriteTransaction) throws -> T) async throws -> T {
        try await base.write(body)
    }

    func close() async { await base.close() }
}
