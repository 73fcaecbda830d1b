import SMMDatabase
import Synchronization

/// A database after one of whose writes something else happens, before the writer goes on.
final class InterruptedDatabase: Database {
    private let base: any Database
    private let state: Mutex<(left: Int, deed: (@Sendable () async throws -> Void)?)> = Mutex((0, nil))

    init(_ base: any Database) { self.base = base }

    /// Does `deed` once, after so many writes from now.
    func after(_ writes: Int, _ deed: @escaping @Sendable () async throws -> Void) {
        state.withLock { $0 = (writes, deed) }
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (any ReadTransaction) throws -> T) async throws -> T {
        try await base.read(body)
    }

    @discardableResult
    func write<T: Sendable>(_ body: @escaping @Sendable (any WriteTransaction) throws -> T) async throws -> T {
        let value = try await base.write(body)
        let deed = state.withLock { state -> (@Sendable () async throws -> Void)? in
            state.left -= 1
            guard state.left == 0 else { return nil }
            defer { state.deed = nil }
            return state.deed
        }
        try await deed?()
        return value
    }

    func close() async { await base.close() }
}
