import Glibc
package import SMMModel

/// The machine's clocks: the one place of the daemon where the time is read.
package struct SystemTime: TimeSource {
    /// The machine's clocks.
    package init() {}

    /// CLOCK_REALTIME.
    package var now: Instant { Instant(milliseconds: Self.read(CLOCK_REALTIME)) }

    /// CLOCK_MONOTONIC.
    package var monotonic: Milliseconds { .milliseconds(Self.read(CLOCK_MONOTONIC)) }

    private static func read(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
