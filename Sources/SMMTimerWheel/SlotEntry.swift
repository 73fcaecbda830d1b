/// A timer as it stands in a slot: 16 bytes, four to a cache line.
struct SlotEntry {
    /// What was given to `schedule`.
    var payload: UInt64
    /// The low half of the deadline in ordered form; all timers of a slot have the high half in common.
    var deadlineLow: UInt32
    /// The timer's place in the arena.
    var place: UInt32

    /// The deadline in ordered form, given any instant of the slot's time.
    @inline(__always)
    func deadline(near time: UInt64) -> UInt64 { time & ~0xFFFF_FFFF | UInt64(deadlineLow) }
}
