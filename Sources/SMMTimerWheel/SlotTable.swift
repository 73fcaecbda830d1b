import CPrefetch

/// The slots of all levels, each with its timers in the order they came.
///
/// A cancelled timer keeps its cell until its slot is read, or until three in four of the slot are cancelled: then the
/// slot is written anew. So a cancel moves nothing, the cells in use are at most four times the timers that wait, and a
/// slot is occupied only while a timer waits in it.
struct SlotTable: ~Copyable {
    private static var count: Int { TimerWheel.levels << 8 }

    private let chains: UnsafeMutablePointer<SlotChain>
    private var pool = BlockPool()
    private(set) var occupied = SlotBitmap()

    init() {
        chains = UnsafeMutablePointer<SlotChain>.allocate(capacity: Self.count)
        chains.initialize(repeating: SlotChain(), count: Self.count)
    }

    deinit { chains.deallocate() }

    var allocatedBytes: Int {
        Self.count * MemoryLayout<SlotChain>.stride + pool.allocatedBytes + occupied.allocatedBytes
    }

    /// Puts a timer behind those of a slot and notes its cell in its place.
    @inline(__always)
    mutating func append(_ entry: SlotEntry, to slot: Int, _ arena: borrowing TimerArena) {
        let chain = chains + slot
        if chain.pointee.isFull { addBlock(to: slot) }
        guard let cursor = chain.pointee.cursor else { preconditionFailure("a block was just added") }
        cursor.initialize(to: entry)
        // With hundreds of slots being filled the processor does not see that each is filled in a row: 3 to 5 ns.
        smm_prefetch_for_write(cursor + 4)
        arena.place(entry.place).pointee.link = chain.pointee.nextCell
        chain.pointee.cursor = cursor + 1
        chain.pointee.nextCell &+= 1
        chain.pointee.held &+= 1
    }

    /// Marks the timer in `cell` as cancelled; answers its slot when that must be rewritten now.
    @inline(__always)
    mutating func cancel(_ cell: UInt32) -> Int? {
        let block = pool.block(cell &>> SlotBlock.cellShift)
        block.cancel(cell)
        let slot = Int(block.header.pointee.slot)
        chains[slot].cancelled &+= 1
        return chains[slot].isMostlyCancelled ? slot : nil
    }

    /// Lets go of the cells of cancelled timers.
    ///
    /// Blocks in which all wait stay where they are: timers are mostly cancelled in about the order they came, so that
    /// nearly all others are empty, and hardly any timer moves. What is left is at least half full.
    mutating func rewrite(_ slot: Int, _ arena: borrowing TimerArena) {
        var chain = detach(slot)
        while let (block, waiting) = takeBlock(of: &chain) {
            if waiting.isEveryCell {
                append(wholeBlock: block, to: slot)
            } else {
                for cell in waiting { append(block.cells[cell], to: slot, arena) }
                pool.giveBack(block)
            }
        }
    }

    /// Empties a slot and answers what stood there: to be read with `takeBlock`.
    @inline(__always)
    mutating func detach(_ slot: Int) -> SlotChain {
        occupied.remove(slot)
        let chain = chains[slot]
        chains[slot] = SlotChain()
        return chain
    }

    /// Takes the first block off a detached chain, with the cells that wait in it; nil when nothing is left.
    @inline(__always)
    func takeBlock(of chain: inout SlotChain) -> (block: SlotBlock, waiting: CellSet)? {
        guard chain.held > 0 else { return nil }
        let block = pool.block(chain.first)
        let filled = chain.heldByFirst
        chain.held &-= filled
        chain.first = block.header.pointee.next
        return (block, block.waiting(filled: filled))
    }

    /// Takes back a block of a detached chain.
    @inline(__always)
    mutating func giveBack(_ block: SlotBlock) { pool.giveBack(block) }

    /// The only timer that waits in a slot; nil when there is none, or more.
    @inline(__always)
    func only(_ slot: Int) -> SlotEntry? {
        let chain = chains[slot]
        guard chain.held &- chain.cancelled == 1 else { return nil }
        // Of four or more it would have been the last quarter: it stands in the first block.
        let block = pool.block(chain.first)
        var waiting = block.waiting(filled: chain.heldByFirst)
        return waiting.next().map { block.cells[$0] }
    }

    @inline(never)
    private mutating func addBlock(to slot: Int) {
        let block = pool.take(for: slot)
        link(block, to: slot)
        chains[slot].nextCell = block.header.pointee.number &<< SlotBlock.cellShift
        chains[slot].cursor = block.cells
    }

    /// Puts a block in which every cell waits behind the timers of the slot it was in.
    private mutating func append(wholeBlock block: SlotBlock, to slot: Int) {
        closeLastBlock(of: slot)
        link(block, to: slot)
        block.header.pointee.next = BlockHeader.none
        chains[slot].nextCell = (block.header.pointee.number + 1) << SlotBlock.cellShift
        chains[slot].held += SlotBlock.capacity
    }

    /// Counts the cells that no timer has come to as cancelled, so that the next timer needs another block.
    private func closeLastBlock(of slot: Int) {
        let chain = chains + slot
        guard !chain.pointee.isFull else { return }
        let last = pool.block(chain.pointee.nextCell >> SlotBlock.cellShift)
        while !chain.pointee.isFull {
            last.cancel(chain.pointee.nextCell)
            chain.pointee.nextCell += 1
            chain.pointee.held += 1
            chain.pointee.cancelled += 1
        }
    }

    /// Makes a block the last one of a slot.
    @inline(__always)
    private mutating func link(_ block: SlotBlock, to slot: Int) {
        let chain = chains + slot
        if chain.pointee.held == 0 {
            chain.pointee.first = block.header.pointee.number
            occupied.insert(slot)
        } else {
            let last = pool.block((chain.pointee.nextCell &- 1) &>> SlotBlock.cellShift)
            last.header.pointee.next = block.header.pointee.number
        }
    }
}
