/// The timers of one slot in the order they came: full blocks, and a last one that is being filled.
struct SlotChain {
    /// The number of the first block.
    var first = BlockHeader.none
    /// The number of the cell that the next timer goes to; a block's first when there is no room for it yet.
    var nextCell: UInt32 = 0
    /// Where that cell is.
    var cursor: UnsafeMutablePointer<SlotEntry>?
    /// How many timers stand here, cancelled ones included.
    var held: UInt32 = 0
    /// How many of them were cancelled.
    var cancelled: UInt32 = 0

    /// Whether the next timer needs another block.
    @inline(__always)
    var isFull: Bool { nextCell & (SlotBlock.capacity - 1) == 0 }

    /// How many timers stand in the first block.
    @inline(__always)
    var heldByFirst: UInt32 { min(held, SlotBlock.capacity) }

    /// Whether three of four timers or more were cancelled.
    @inline(__always)
    var isMostlyCancelled: Bool { held &- cancelled <= held &>> 2 }
}
