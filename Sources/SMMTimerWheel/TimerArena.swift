/// The places of all timers, by which an id is told from a stale one.
///
/// Eight bytes a timer. What a timer carries stands in its slot instead, so that a slot is read in a row and not all
/// over the memory.
struct TimerArena: ~Copyable {
    private static var none: UInt32 { .max }
    private static var chunkShift: UInt32 { 12 }
    private static var chunkCount: Int { 1 << 12 }

    private var chunks = ChunkList(
        chunkBytes: chunkCount * MemoryLayout<TimerPlace>.stride, alignment: MemoryLayout<TimerPlace>.alignment)
    /// How many places have been handed out at least once.
    private var used: UInt32 = 0
    private var firstFree = TimerArena.none

    var allocatedBytes: Int { chunks.allocatedBytes }

    /// The place at `index`, which must have been handed out.
    @inline(__always)
    func place(_ index: UInt32) -> UnsafeMutablePointer<TimerPlace> {
        chunks[Int(index &>> Self.chunkShift)].assumingMemoryBound(to: TimerPlace.self)
            + Int(index & UInt32(Self.chunkCount - 1))
    }

    /// The place of a timer that waits; nil for any other value, whatever it is.
    @inline(__always)
    func place(of id: TimerID) -> UnsafeMutablePointer<TimerPlace>? {
        guard id.index < used, id.generation & 1 == 1 else { return nil }
        let place = place(id.index)
        return place.pointee.generation == id.generation ? place : nil
    }

    /// A place for a timer, with an id that no earlier timer had.
    @inline(__always)
    mutating func allocate() -> TimerID {
        let index: UInt32
        if firstFree != Self.none {
            index = firstFree
            firstFree = place(index).pointee.link
        } else {
            index = takeFreshPlace()
        }
        let place = place(index)
        place.pointee.generation &+= 1
        return TimerID(index: index, generation: place.pointee.generation)
    }

    /// Gives the place of a timer back: its id is stale from now on.
    @inline(__always)
    mutating func release(_ index: UInt32) {
        let place = place(index)
        place.pointee.generation &+= 1
        place.pointee.link = firstFree
        firstFree = index
    }

    @inline(__always)
    private mutating func takeFreshPlace() -> UInt32 {
        let index = used
        if Int(index &>> Self.chunkShift) == chunks.count { _ = chunks.add() }
        used += 1
        place(index).initialize(to: TimerPlace())
        return index
    }
}
