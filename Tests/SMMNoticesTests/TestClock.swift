import SMMModel
import Synchronization

/// A clock that stands still until it is told to go on.
final class TestClock: TimeSource {
    /// 2026-11-23T10:00:00Z
    static let start = Instant(milliseconds: 1_795_428_000_000)
    private let state = Mutex(TestClock.start)

    var now: Instant { state.withLock { $0 } }
    var monotonic: Milliseconds { now - Self.start }

    func advance(by span: Milliseconds) { state.withLock { $0 = $0 + span } }
    func set(_ instant: Instant) { state.withLock { $0 = instant } }
}
