/// Timers that fit in no slot, in order of deadline, then of schedule.
///
/// One heap keeps those whose deadline was already behind the wheel when they were scheduled: usually none, but after a
/// backward jump of the clock those that lie ahead of the clock and behind the wheel. Another keeps those beyond the
/// wheel's reach. Every timer's place holds its position here, so that a cancel does not search.
struct TimerHeap {
    struct Entry {
        var deadline: UInt64
        var payload: UInt64
        var place: UInt32
        fileprivate var sequence: UInt64

        fileprivate func isBefore(_ other: Entry) -> Bool {
            deadline != other.deadline ? deadline < other.deadline : sequence < other.sequence
        }
    }

    /// Set in the `link` of every timer that stands in a heap; a cell's number is smaller.
    static var anyMark: UInt32 { 1 << 31 }
    /// Set in the `link` of a timer in the heap of far timers.
    static var farMark: UInt32 { 3 << 30 }

    private let mark: UInt32
    private var entries: [Entry] = []
    private var sequence: UInt64 = 0

    /// An empty heap whose timers carry `mark`.
    init(mark: UInt32) { self.mark = mark }

    var first: Entry? { entries.first }

    var allocatedBytes: Int { entries.capacity * MemoryLayout<Entry>.stride }

    mutating func insert(_ place: UInt32, deadline: UInt64, payload: UInt64, in arena: borrowing TimerArena) {
        precondition(entries.count < 1 << 30, "a position must leave the marks free")
        sequence &+= 1
        entries.append(Entry(deadline: deadline, payload: payload, place: place, sequence: sequence))
        siftUp(entries.count - 1, in: arena)
    }

    /// Takes out the timer with this `link`.
    mutating func remove(_ link: UInt32, in arena: borrowing TimerArena) {
        let position = Int(link & ~Self.farMark)
        let last = entries.removeLast()
        if position < entries.count {
            entries[position] = last
            siftDown(position, in: arena)
            siftUp(Int(arena.place(last.place).pointee.link & ~Self.farMark), in: arena)
        } else if entries.isEmpty {
            entries = []  // a burst must not keep its memory
        }
    }

    /// Takes out and answers the first timer, when its deadline is `last` or earlier.
    mutating func popFirst(dueBy last: UInt64, in arena: borrowing TimerArena) -> Entry? {
        guard let first = entries.first, first.deadline <= last else { return nil }
        remove(mark, in: arena)
        return first
    }

    private mutating func siftUp(_ start: Int, in arena: borrowing TimerArena) {
        var position = start
        let entry = entries[position]
        while position > 0 {
            let parent = (position - 1) >> 1
            guard entry.isBefore(entries[parent]) else { break }
            put(entries[parent], at: position, in: arena)
            position = parent
        }
        put(entry, at: position, in: arena)
    }

    private mutating func siftDown(_ start: Int, in arena: borrowing TimerArena) {
        var position = start
        let entry = entries[position]
        while true {
            var child = 2 * position + 1
            guard child < entries.count else { break }
            if child + 1 < entries.count, entries[child + 1].isBefore(entries[child]) { child += 1 }
            guard entries[child].isBefore(entry) else { break }
            put(entries[child], at: position, in: arena)
            position = child
        }
        put(entry, at: position, in: arena)
    }

    private mutating func put(_ entry: Entry, at position: Int, in arena: borrowing TimerArena) {
        entries[position] = entry
        arena.place(entry.place).pointee.link = mark | UInt32(truncatingIfNeeded: position)
    }
}
