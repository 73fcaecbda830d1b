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

/// A small repeatable generator (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}

extension SystemRandomNumberGenerator {
    static func seeded(_ seed: UInt64) -> SeededGenerator { SeededGenerator(seed) }
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
