/// Timers whose deadline was already behind the wheel when they were scheduled, in order of deadline, then of schedule.
///
/// Usually empty. After a backward jump of the clock it holds timers that lie ahead of the clock but behind the wheel.
/// Every timer's arena place holds its position here, so that a cancel does not search.
struct LateHeap {
    private struct Entry {
        var deadline: UInt64
        var sequence: UInt64
        var index: UInt32

        func isBefore(_ other: Entry) -> Bool {
            deadline != other.deadline ? deadline < other.deadline : sequence < other.sequence
        }
    }

    private var entries: [Entry] = []
    private var sequence: UInt64 = 0

    var first: (deadline: UInt64, index: UInt32)? {
        entries.first.map { ($0.deadline, $0.index) }
    }

    var allocatedBytes: Int { entries.capacity * MemoryLayout<Entry>.stride }

    mutating func insert(_ index: UInt32, deadline: UInt64, in arena: borrowing TimerArena) {
        sequence &+= 1
        entries.append(Entry(deadline: deadline, sequence: sequence, index: index))
        siftUp(entries.count - 1, in: arena)
    }

    mutating func remove(_ index: UInt32, in arena: borrowing TimerArena) {
        let position = Int(arena.node(index).pointee.previous)
        let last = entries.removeLast()
        if position < entries.count {
            entries[position] = last
            siftDown(position, in: arena)
            siftUp(Int(arena.node(last.index).pointee.previous), in: arena)
        } else if entries.isEmpty {
            entries = []  // a burst of late timers must not keep its memory
        }
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
        arena.node(entry.index).pointee.previous = UInt32(truncatingIfNeeded: position)
    }
}
