import SMMModel
import Synchronization

/// A clock that a test moves.
final class MovingClock: TimeSource {
    private let instant = Mutex(Instant(milliseconds: 1_795_854_600_000))

    var now: Instant { instant.withLock { $0 } }
    var monotonic: Milliseconds { .zero }

    func advance(by span: Milliseconds) { instant.withLock { $0 = $0 + span } }
}
