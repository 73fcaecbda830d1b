import SMMDatabase
import Synchronization

/// Collects what a callback is told.
final class Told: Sendable {
    private let state = Mutex<[DatabaseFailure.Code]>([])

    var codes: [DatabaseFailure.Code] { state.withLock { $0 } }

    func add(_ code: DatabaseFailure.Code) { state.withLock { $0.append(code) } }
}

/// Counts from many tasks.
final class Counter: Sendable {
    private let value = Atomic<Int>(0)

    /// One more; gives the new count.
    func add() -> Int { value.add(1, ordering: .relaxed).newValue }
}

extension Result where Failure == any Error {
    init(_ body: () async throws -> Success) async {
        do {
            self = .success(try await body())
        } catch {
            self = .failure(error)
        }
    }
}
