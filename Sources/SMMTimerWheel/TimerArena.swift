/// The places of all timers, and the circular lists that run through them.
///
/// Places stand in chunks of 4096 that never move: growth copies nothing and the slack is less than a chunk. The first
/// `listCount` places are the heads of the lists.
struct TimerArena: ~Copyable {
    private static var none: UInt32 { .max }
    private static var chunkShift: UInt32 { 12 }
    private static var chunkCount: Int { 1 << 12 }
    private typealias Chunk = UnsafeMutablePointer<TimerNode>

    private let listCount: UInt32
    private var chunks: UnsafeMutablePointer<Chunk>
    private var chunkRoom = 16
    private var chunksUsed = 0
    /// How many places have been handed out at least once.
    private var used: UInt32
    private var firstFree = TimerArena.none

    init(listCount: Int) {
        self.listCount = UInt32(truncatingIfNeeded: listCount)
        self.chunks = UnsafeMutablePointer<Chunk>.allocate(capacity: chunkRoom)
        self.used = 0
        while used < self.listCount { _ = takeFreshPlace() }
    }

    deinit {
        for position in 0..<chunksUsed { chunks[position].deallocate() }
        chunks.deallocate()
    }

    var allocatedBytes: Int {
        chunksUsed * Self.chunkCount * MemoryLayout<TimerNode>.stride + chunkRoom * MemoryLayout<Chunk>.stride
    }

    /// The node at `index`, which must have been handed out.
    @inline(__always)
    func node(_ index: UInt32) -> UnsafeMutablePointer<TimerNode> {
        chunks[Int(index &>> Self.chunkShift)] + Int(index & UInt32(Self.chunkCount - 1))
    }

    /// Whether `id` names a timer that still stands here; safe for any value.
    @inline(__always)
    func contains(_ id: TimerID) -> Bool {
        let index = id.index
        guard index >= listCount, index < used, id.generation & 1 == 1 else { return false }
        return node(index).pointee.generation == id.generation
    }

    /// A place for a timer, in no list yet.
    @inline(__always)
    mutating func allocate(deadline: UInt64, payload: UInt64) -> TimerID {
        let index: UInt32
        let place: UnsafeMutablePointer<TimerNode>
        if firstFree != Self.none {
            index = firstFree
            place = node(index)
            firstFree = place.pointee.next
        } else {
            index = takeFreshPlace()
            place = node(index)
        }
        place.pointee.deadline = deadline
        place.pointee.payload = payload
        place.pointee.generation &+= 1
        return TimerID(index: index, generation: place.pointee.generation)
    }

    /// Gives the place back; the timer must already be out of its list.
    @inline(__always)
    mutating func release(_ index: UInt32) {
        let place = node(index)
        place.pointee.generation &+= 1
        place.pointee.next = firstFree
        firstFree = index
    }

    @inline(__always)
    func append(_ index: UInt32, toList list: UInt32) {
        let head = node(list)
        let last = head.pointee.previous
        let place = node(index)
        place.pointee.previous = last
        place.pointee.next = list
        node(last).pointee.next = index
        head.pointee.previous = index
    }

    /// Takes a timer out of its list; answers the list's head when that leaves the list empty.
    @inline(__always)
    func unlink(_ index: UInt32) -> UInt32? {
        let place = node(index)
        let next = place.pointee.next
        let previous = place.pointee.previous
        node(previous).pointee.next = next
        node(next).pointee.previous = previous
        return next == previous && next < listCount ? next : nil
    }

    /// Empties a list and answers its first timer: follow `next` until it is `list` again.
    @inline(__always)
    func detachList(_ list: UInt32) -> UInt32 {
        let head = node(list)
        let first = head.pointee.next
        head.pointee.next = list
        head.pointee.previous = list
        return first
    }

    /// The deadline of the only timer of a list; nil when the list is empty or longer.
    @inline(__always)
    func onlyDeadline(ofList list: UInt32) -> UInt64? {
        let head = node(list)
        let first = head.pointee.next
        guard first == head.pointee.previous, first != list else { return nil }
        return node(first).pointee.deadline
    }

    @inline(__always)
    private mutating func takeFreshPlace() -> UInt32 {
        let index = used
        if Int(index &>> Self.chunkShift) == chunksUsed { grow() }
        used += 1  // traps at four thousand million timers, 120 GB: out of memory in all but name
        node(index).initialize(to: TimerNode(linkedTo: index))
        return index
    }

    @inline(never)
    private mutating func grow() {
        if chunksUsed == chunkRoom {
            let larger = UnsafeMutablePointer<Chunk>.allocate(capacity: chunkRoom * 2)
            larger.moveInitialize(from: chunks, count: chunksUsed)
            chunks.deallocate()
            chunks = larger
            chunkRoom *= 2
        }
        (chunks + chunksUsed).initialize(to: Chunk.allocate(capacity: Self.chunkCount))
        chunksUsed += 1
    }
}
