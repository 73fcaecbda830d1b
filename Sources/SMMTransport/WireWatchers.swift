import Synchronization

/// Counts the requests whose steps on the wire somebody watches: while there are any, nothing is put off.
final class WireWatchers: Sendable {
    private let count = Atomic<Int>(0)

    /// Whether nobody watches.
    var isEmpty: Bool { count.load(ordering: .relaxed) == 0 }

    /// Somebody watches from now on.
    func enter() { count.wrappingAdd(1, ordering: .relaxed) }

    /// Somebody who watched does so no more.
    func leave() { count.wrappingSubtract(1, ordering: .relaxed) }
}
