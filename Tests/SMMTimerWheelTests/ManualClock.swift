import SMMTimerWheel
import Synchronization

/// Clocks that go where a test puts them.
final class ManualClock: Sendable {
    private struct Reading {
        var wall: Int64
        var steady: Int64 = 0
    }

    private let reading: Mutex<Reading>

    init(wall: Int64) { reading = Mutex(Reading(wall: wall)) }

    var clock: WheelClock {
        WheelClock(
            wall: { self.reading.withLock { $0.wall } }, steady: { self.reading.withLock { $0.steady } })
    }

    /// Time passes.
    func pass(_ milliseconds: Int64) {
        reading.withLock {
            $0.wall += milliseconds
            $0.steady += milliseconds
        }
    }

    /// Someone sets the wall clock, or the machine sleeps.
    func set(by milliseconds: Int64) { reading.withLock { $0.wall += milliseconds } }
}
