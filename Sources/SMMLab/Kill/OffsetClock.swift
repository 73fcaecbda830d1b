package import SMMModel

/// A clock that is wrong by a fixed span: a daemon started on it lives in another week.
package struct OffsetClock: TimeSource {
    private let real: any TimeSource
    private let offset: Milliseconds

    /// `real`, shifted by `offset` on the wall; the steady clock is the real one's.
    package init(_ real: any TimeSource, offset: Milliseconds) {
        self.real = real
        self.offset = offset
    }

    /// The shifted wall clock.
    package var now: Instant { real.now + offset }

    /// The real steady clock.
    package var monotonic: Milliseconds { real.monotonic }
}
