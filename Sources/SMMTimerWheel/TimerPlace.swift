/// One place in the arena: what a `TimerID` points at.
struct TimerPlace {
    /// Odd while a timer waits here, even while the place is free: a forged id of a free place never matches.
    var generation: UInt32 = 0
    /// Where the timer stands: its cell, or its position in a heap under the heap's mark; the next free place if free.
    var link: UInt32 = 0
}
