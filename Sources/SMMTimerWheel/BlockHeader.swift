/// What is known of a block without a look at its cells.
///
/// Headers stand apart from the cells: those of a million timers are half a megabyte and stay in the processor's second
/// cache, so that a cancel, which changes nothing else of a block, does not wait for memory.
struct BlockHeader {
    /// The number of no block.
    static var none: UInt32 { .max }

    /// The block's own number.
    let number: UInt32
    /// The number of the block behind it in the chain, or of the next free one.
    var next = BlockHeader.none
    /// The slot in whose chain it is.
    var slot: UInt32 = 0
    /// A bit for each cell whose timer was cancelled.
    var cancelled: UInt32 = 0

    init(number: UInt32) { self.number = number }
}
