/// A block of 32 cells for the timers of one slot, as they came: one link in the slot's chain.
///
/// Cells are numbered through all blocks, so that 32 bits name the cell of any timer.
struct SlotBlock {
    /// The block of the cell numbered `cell` has the number `cell >> cellShift`.
    static var cellShift: UInt32 { 5 }
    /// How many cells a block has: with a single timer in each of 1280 slots they take 640 KiB.
    static var capacity: UInt32 { 1 << cellShift }

    let header: UnsafeMutablePointer<BlockHeader>
    /// Initialized as far as timers have come.
    let cells: UnsafeMutablePointer<SlotEntry>

    /// Makes the block the last and empty one of a slot's chain.
    @inline(__always)
    func begin(in slot: Int) {
        header.pointee.next = BlockHeader.none
        header.pointee.slot = UInt32(truncatingIfNeeded: slot)
        header.pointee.cancelled = 0
    }

    /// Notes that the timer of a cell, as numbered through all blocks or in this one, was cancelled.
    @inline(__always)
    func cancel(_ cell: UInt32) { header.pointee.cancelled |= 1 &<< cell }

    /// The cells with a timer that waits, when the first `filled`, at least one, hold timers.
    @inline(__always)
    func waiting(filled: UInt32) -> CellSet {
        CellSet(bits: ~header.pointee.cancelled & (~0 &>> (Self.capacity &- filled)))
    }
}
