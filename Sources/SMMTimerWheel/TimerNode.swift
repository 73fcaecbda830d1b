/// One place in the arena: a timer, a free place, or the head of a slot's list.
///
/// Seven 32-bit words, so that the stride is 28 bytes: with 64-bit fields it would be 32.
struct TimerNode {
    private var deadlineLow: UInt32
    private var deadlineHigh: UInt32
    private var payloadLow: UInt32
    private var payloadHigh: UInt32
    /// The following node of the circular list, or the next free place.
    var next: UInt32
    /// The preceding node of the circular list, or the position in the heap of late timers.
    var previous: UInt32
    /// Odd while a timer stands here, even while the place is free: a forged id of a free place never matches.
    var generation: UInt32

    /// A place that is linked to itself: an empty list's head.
    init(linkedTo index: UInt32) {
        deadlineLow = 0
        deadlineHigh = 0
        payloadLow = 0
        payloadHigh = 0
        next = index
        previous = index
        generation = 0
    }

    /// In the ordered form of `TimerWheel.ordered`.
    @inline(__always)
    var deadline: UInt64 {
        get { UInt64(deadlineHigh) << 32 | UInt64(deadlineLow) }
        set {
            deadlineLow = UInt32(truncatingIfNeeded: newValue)
            deadlineHigh = UInt32(truncatingIfNeeded: newValue >> 32)
        }
    }

    @inline(__always)
    var payload: UInt64 {
        get { UInt64(payloadHigh) << 32 | UInt64(payloadLow) }
        set {
            payloadLow = UInt32(truncatingIfNeeded: newValue)
            payloadHigh = UInt32(truncatingIfNeeded: newValue >> 32)
        }
    }
}
