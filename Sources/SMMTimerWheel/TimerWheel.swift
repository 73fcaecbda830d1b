/// A hierarchical timer wheel over wall-clock milliseconds: five levels of 256 slots, one slot of the lowest a tick.
///
/// A timer stands at the level of the highest byte in which its deadline differs from the wheel's time, and moves to a
/// lower level when the wheel enters its slot: at most `levels - 1` moves in its life. The top level is circular, so
/// that the wheel always reaches 255 · 2³² ms (34 years) ahead; what lies beyond waits in a list. Nothing is read from
/// a clock and nothing is ever fired early. Times are milliseconds since the Unix epoch, any `Int64`.
package struct TimerWheel: ~Copyable {
    /// The number of levels; a timer within reach is re-placed at most one time less.
    package static var levels: Int { 5 }
    /// How far ahead a deadline may lie to be placed at once, in milliseconds.
    package static let reach: Int64 = 255 << 32

    static var topLevel: Int { 4 }
    static var topShift: UInt64 { 32 }
    static var overflow: UInt32 { 1280 }

    var arena = TimerArena(listCount: levels << 8 + 1)
    var occupied = SlotBitmap()
    var late = LateHeap()
    /// The wheel's time, in ordered form: every timer due then or earlier has fired, or stands in `late`.
    var current: UInt64
    /// No timer in the overflow list is due before this step of the top level; `.max` when the list is empty.
    var overflowTop = UInt64.max

    /// The number of timers that wait.
    package internal(set) var count = 0
    /// How often a timer was moved from one slot to another since the start.
    package internal(set) var relocations: UInt64 = 0

    /// An empty wheel that stands at `now`.
    package init(now: Int64) {
        current = Self.ordered(now)
    }

    /// The wheel's time: the greatest instant it was ever advanced to, in milliseconds since the Unix epoch.
    package var now: Int64 { Self.plain(current) }

    /// Memory held, in bytes.
    package var allocatedBytes: Int {
        arena.allocatedBytes + late.allocatedBytes + occupied.allocatedBytes
    }

    /// Adds a timer; a deadline that has passed fires at the next `advance`.
    package mutating func schedule(at deadline: Int64, payload: UInt64) -> TimerID {
        let when = Self.ordered(deadline)
        let id = arena.allocate(deadline: when, payload: payload)
        if when > current {
            place(id.index, when)
        } else {
            late.insert(id.index, deadline: when, in: arena)
        }
        count &+= 1
        return id
    }

    /// Removes a timer; false when it has fired or was cancelled already.
    @discardableResult
    package mutating func cancel(_ id: TimerID) -> Bool {
        guard arena.contains(id) else { return false }
        let index = id.index
        if arena.node(index).pointee.deadline <= current {
            cancelLate(index)
        } else if let list = arena.unlink(index) {
            emptied(list)
        }
        arena.release(index)
        count &-= 1
        return true
    }

    /// When to call `advance` next; nil when nothing waits.
    ///
    /// Never later than the earliest deadline; when it is earlier, the advance then only moves timers down a level.
    package var nextExpiry: Int64? {
        let event = nextEvent()
        guard let late = late.first?.deadline else { return event.map { Self.plain($0.expiry) } }
        return Self.plain(min(late, event?.expiry ?? late))
    }

    /// Puts a timer that lies ahead of the wheel's time, or at it, into its slot.
    @inline(__always)
    mutating func place(_ index: UInt32, _ when: UInt64) {
        if (when ^ current) &>> Self.topShift == 0 {
            placeBelowTop(index, when)
        } else {
            placeFar(index, when)
        }
    }

    /// As `place`, for a timer in the wheel's present step of the top level.
    @inline(__always)
    mutating func placeBelowTop(_ index: UInt32, _ when: UInt64) {
        let shift = UInt64(truncatingIfNeeded: 63 &- ((when ^ current) | 1).leadingZeroBitCount) & ~7
        let slot = UInt32(truncatingIfNeeded: shift &<< 5 | (when &>> shift) & 255)
        arena.append(index, toList: slot)
        occupied.insert(Int(slot))
    }

    @inline(never)
    private mutating func placeFar(_ index: UInt32, _ when: UInt64) {
        let top = when &>> Self.topShift
        guard top - current &>> Self.topShift <= 255 else {
            overflowTop = min(overflowTop, top)
            return arena.append(index, toList: Self.overflow)
        }
        let slot = UInt32(truncatingIfNeeded: UInt64(Self.topLevel) << 8 | top & 255)
        arena.append(index, toList: slot)
        occupied.insert(Int(slot))
    }

    // Out of line, so that the common cancel saves no registers for them.
    @inline(never)
    private mutating func cancelLate(_ index: UInt32) { late.remove(index, in: arena) }

    @inline(never)
    private mutating func emptied(_ list: UInt32) {
        if list == Self.overflow { overflowTop = .max } else { occupied.remove(Int(list)) }
    }

    /// Maps instants to unsigned numbers in the same order, so that no arithmetic on them overflows.
    @inline(__always)
    static func ordered(_ instant: Int64) -> UInt64 { UInt64(bitPattern: instant) ^ (1 << 63) }

    @inline(__always)
    static func plain(_ ordered: UInt64) -> Int64 { Int64(bitPattern: ordered ^ (1 << 63)) }
}
