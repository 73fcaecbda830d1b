/// The memory of all slots' blocks; blocks that are empty again are kept for the next timers.
struct BlockPool: ~Copyable {
    private static var chunkShift: UInt32 { 6 }
    private static var chunkCount: UInt32 { 1 << chunkShift }
    private static var headerBytes: Int { Int(chunkCount) * MemoryLayout<BlockHeader>.stride }
    private static var cellBytes: Int {
        Int(chunkCount * SlotBlock.capacity) * MemoryLayout<SlotEntry>.stride
    }

    /// Each holds the headers of 64 blocks, then their cells.
    private var chunks = ChunkList(chunkBytes: headerBytes + cellBytes, alignment: 64)
    /// How many blocks have been handed out at least once.
    private var used: UInt32 = 0
    private var firstFree = BlockHeader.none

    var allocatedBytes: Int { chunks.allocatedBytes }

    /// The block with a number that was handed out.
    @inline(__always)
    func block(_ number: UInt32) -> SlotBlock {
        let chunk = chunks[Int(number &>> Self.chunkShift)]
        let position = Int(number & (Self.chunkCount - 1))
        return SlotBlock(
            header: chunk.assumingMemoryBound(to: BlockHeader.self) + position,
            cells: (chunk + Self.headerBytes).assumingMemoryBound(to: SlotEntry.self)
                + position &<< Int(SlotBlock.cellShift))
    }

    /// An empty block for the end of a slot's chain.
    @inline(__always)
    mutating func take(for slot: Int) -> SlotBlock {
        if firstFree == BlockHeader.none { addFresh() }
        let block = block(firstFree)
        firstFree = block.header.pointee.next
        block.begin(in: slot)
        return block
    }

    /// Takes back a block that is in no chain any more.
    @inline(__always)
    mutating func giveBack(_ block: SlotBlock) {
        block.header.pointee.next = firstFree
        firstFree = block.header.pointee.number
    }

    @inline(never)
    private mutating func addFresh() {
        precondition(used < 1 << 26, "two thousand million timers, 50 GB: a cell's number must leave the marks free")
        if Int(used &>> Self.chunkShift) == chunks.count {
            let chunk = chunks.add()
            _ = chunk.bindMemory(to: BlockHeader.self, capacity: Int(Self.chunkCount))
            _ = (chunk + Self.headerBytes).bindMemory(
                to: SlotEntry.self, capacity: Int(Self.chunkCount * SlotBlock.capacity))
        }
        let block = block(used)
        block.header.initialize(to: BlockHeader(number: used))
        used += 1
        giveBack(block)
    }
}
