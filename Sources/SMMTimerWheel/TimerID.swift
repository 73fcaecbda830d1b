/// Names one scheduled timer; of no use once that timer has fired or was cancelled, even if its place is used again.
package struct TimerID: Hashable, Sendable {
    /// Generation in the high half, place in the arena in the low half; never 0.
    package let rawValue: UInt64

    /// Wraps a stored value; any value is safe to hand to `TimerWheel.cancel`.
    package init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    init(index: UInt32, generation: UInt32) {
        self.rawValue = UInt64(generation) << 32 | UInt64(index)
    }

    var index: UInt32 { UInt32(truncatingIfNeeded: rawValue) }
    var generation: UInt32 { UInt32(truncatingIfNeeded: rawValue >> 32) }
}
