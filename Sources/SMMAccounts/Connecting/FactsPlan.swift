package import SMMModel

/// When the facts of an account are renewed: once a day, each at its own time of the day. Pure, and without a memory of
/// its own: a day on which the daemon was off at that time is left out.
package enum FactsPlan {
    /// Whether an account's instant lies after `last` and not after `now`. Of a span beyond a day the last day counts.
    ///
    /// - Parameter jitter: the account's own number in 0..<1.
    package static func isDue(_ jitter: Double, after last: Instant, through now: Instant) -> Bool {
        let day = Milliseconds.days(1).count
        let phase = Int64(Double(day) * min(max(jitter, 0), 1))
        let from = max(last.milliseconds, now.milliseconds - day)
        guard from < now.milliseconds else { return false }
        return number(now.milliseconds - phase, day) > number(from - phase, day)
    }

    private static func number(_ instant: Int64, _ day: Int64) -> Int64 {
        instant >= 0 ? instant / day : (instant - day + 1) / day
    }
}
