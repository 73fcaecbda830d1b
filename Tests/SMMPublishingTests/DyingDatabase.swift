import SMMDatabase
import Synchronization

/// A database that can stop answering at once, as if the process had been killed: nothing is written any more.
final class DyingDatabase: Database {
    private let real: any Database
    private let life: Life

    init(_ real: any Database, life: Life) {
        self.real = real
        self.life = life
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (any ReadTransaction) throws -> T) async throws -> T {
        if life.isOver { throw DatabaseFailure(.closed, "killed") }
        return try await real.read(body)
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (any WriteTransaction) throws -> T) async throws -> T {
        let life = self.life
        return try await real.write { tx in
            if life.isOver { throw DatabaseFailure(.closed, "killed") }
            return try body(tx)
        }
    }

    func close() async {}
}
