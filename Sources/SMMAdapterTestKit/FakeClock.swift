package import SMMModel
import Synchronization

/// A clock that stands still until it is told to go on.
package final class FakeClock: TimeSource {
    private let state: Mutex<(now: Instant, monotonic: Milliseconds)>

    /// A clock that shows `now` (2026-11-23T10:00:00Z unless told otherwise).
    package init(_ now: Instant = Instant(milliseconds: 1_795_428_000_000)) {
        state = Mutex((now, .zero))
    }

    /// The wall clock.
    package var now: Instant { state.withLock { $0.now } }
    /// The clock that never jumps.
    package var monotonic: Milliseconds { state.withLock { $0.monotonic } }

    /// Lets time pass on both clocks.
    package func advance(by span: Milliseconds) {
        state.withLock {
            $0.now = $0.now + span
            $0.monotonic = (Instant(milliseconds: $0.monotonic.count) + span) - Instant(milliseconds: 0)
        }
    }

    /// Sets the wall clock alone, as an administrator does.
    package func jump(to now: Instant) { state.withLock { $0.now = now } }
}
