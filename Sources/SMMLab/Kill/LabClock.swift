import Glibc
package import SMMModel

/// The wall clock of a harness, which lives beside the daemons it starts.
package enum LabClock {
    /// Now.
    package static var now: Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }
}
