import SMMModel
import Synchronization

/// A clock that goes on by a millisecond each time somebody looks at it.
final class TickingClock: TimeSource {
    private let start: Instant
    private let ticks = Atomic<Int64>(0)

    init(_ start: Instant) { self.start = start }

    var now: Instant { start + .milliseconds(ticks.wrappingAdd(1, ordering: .relaxed).newValue) }
    var monotonic: Milliseconds { Milliseconds(count: ticks.wrappingAdd(1, ordering: .relaxed).newValue) }
}
