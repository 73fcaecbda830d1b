import SMMModel

/// A clock that stands still.
struct FixedClock: TimeSource {
    var now: Instant { Instant(milliseconds: 1_795_854_600_000) }
    var monotonic: Milliseconds { .zero }
}
