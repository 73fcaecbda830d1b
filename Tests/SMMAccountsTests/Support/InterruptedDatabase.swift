import SMMDatabase
import Synchronization

/// A database after one of whose reads or writes something else happens, before whoever read or wrote goes on.
final class InterruptedDatabase: Database {
    private let base: any Database
    private let afterRead = Mutex<(@Sendable () async throws -> Void)?>(nil)
    private let state: Mutex<(left: Int, deed: (@Sendable () async throws -> Void)?)> = Mutex((0, nil))

    init(_ base: any Database) { self.base = base }

    /// Does `deed` once, after so many writes from now.
    func after(_ writes: Int, _ deed: @escaping @Sendable () async throws -> Void) {
        state.withLock { $0 = (writes, deed) }
    }

    /// Does `deed` once, after the next read.
    func afterRead(_ deed: @escaping @Sendable () async throws -> Void) { afterRead.withLock { $0 = deed } }

    func read<T: Sendable>(_ body: @escaping @Sendable (any ReadTransaction) throws -> T) async throws -> T {
        let value = try await base.read(body)
        try await afterRead.withLock { exchange(&$0, with: nil) }?()
        return value
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
