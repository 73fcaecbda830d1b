/// Which slots of the wheel hold timers: four words per level.
///
/// On the heap, because reading an element of an inline array may copy the whole array first.
struct SlotBitmap: ~Copyable {
    private static var wordCount: Int { TimerWheel.levels * 4 }
    private let words: UnsafeMutablePointer<UInt64>

    init() {
        words = UnsafeMutablePointer<UInt64>.allocate(capacity: Self.wordCount)
        words.initialize(repeating: 0, count: Self.wordCount)
    }

    deinit { words.deallocate() }

    var allocatedBytes: Int { Self.wordCount * MemoryLayout<UInt64>.stride }

    @inline(__always)
    func insert(_ slot: Int) { words[slot &>> 6] |= 1 &<< UInt64(truncatingIfNeeded: slot) }

    @inline(__always)
    func remove(_ slot: Int) { words[slot &>> 6] &= ~(1 &<< UInt64(truncatingIfNeeded: slot)) }

    /// The first occupied slot of `level` at or after `position` (0…255), counted from the level's first slot.
    @inline(__always)
    func first(level: Int, from position: Int) -> Int? {
        guard position < 256 else { return nil }
        let row = words + level &<< 2
        var word = position &>> 6
        var bits = row[word] & (~0 &<< UInt64(truncatingIfNeeded: position))
        while bits == 0 {
            word &+= 1
            if word == 4 { return nil }
            bits = row[word]
        }
        return word &<< 6 | bits.trailingZeroBitCount
    }
}
