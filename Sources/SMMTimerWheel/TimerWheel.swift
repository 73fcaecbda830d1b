/// A hierarchical timer wheel over wall-clock milliseconds: five levels of 256 slots, one slot of the lowest a tick.
///
/// A timer stands at the level of the highest byte in which its deadline differs from the wheel's time, and moves to a
/// lower level when the wheel enters its slot: at most `levels - 1` moves in its life. The top level is circular, so
/// that the wheel always reaches 255 · 2³² ms (34 years) ahead; what lies beyond waits in a heap. Nothing is read from
/// a clock and nothing is ever fired early. Times are milliseconds since the Unix epoch, any `Int64`.
package struct TimerWheel: ~Copyable {
    /// The number of levels; a timer within reach is re-placed at most one time less.
    package static var levels: Int { 5 }
    /// How far ahead a deadline may lie to be placed at once, in milliseconds.
    package static let reach: Int64 = 255 << 32

    static var topLevel: Int { 4 }
    static var topShift: UInt64 { 32 }

    var arena = TimerArena()
    var slots = SlotTable()
    /// Timers whose deadline was already behind the wheel when they were scheduled.
    var late = TimerHeap(mark: TimerHeap.anyMark)
    /// Timers beyond the reach.
    var far = TimerHeap(mark: TimerHeap.farMark)
    /// The wheel's time, in ordered form: every timer due then or earlier has fired, or stands in `late`.
    var current: UInt64

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
        arena.allocatedBytes + slots.allocatedBytes + late.allocatedBytes + far.allocatedBytes
    }

    /// Adds a timer; a deadline that has passed fires at the next `advance`.
    package mutating func schedule(at deadline: Int64, payload: UInt64) -> TimerID {
        let when = Self.ordered(deadline)
        let id = arena.allocate()
        if when > current {
            stand(id.index, when, payload)
        } else {
            standLate(id.index, when, payload)
        }
        count &+= 1
        return id
    }

    /// Removes a timer; false when it has fired or was cancelled already.
    @discardableResult
    package mutating func cancel(_ id: TimerID) -> Bool {
        guard let place = arena.place(of: id) else { return false }
        let link = place.pointee.link
        arena.release(id.index)
        count &-= 1
        if link & TimerHeap.anyMark != 0 {
            cancelInHeap(link)
        } else if let slot = slots.cancel(link) {
            rewrite(slot)
        }
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
    private mutating func stand(_ place: UInt32, _ when: UInt64, _ payload: UInt64) {
        let entry = SlotEntry(payload: payload, deadlineLow: UInt32(truncatingIfNeeded: when), place: place)
        if (when ^ current) &>> Self.topShift == 0 {
            standBelowTop(entry, when)
        } else {
            standAtTop(entry, when)
        }
    }

    /// As `stand`, for a timer in the wheel's present step of the top level.
    @inline(__always)
    mutating func standBelowTop(_ entry: SlotEntry, _ when: UInt64) {
        let shift = UInt64(truncatingIfNeeded: 63 &- ((when ^ current) | 1).leadingZeroBitCount) & ~7
        slots.append(entry, to: Int(truncatingIfNeeded: shift &<< 5 | (when &>> shift) & 255), arena)
    }

    /// As `stand`, for a timer behind the wheel's present step of the top level.
    @inline(never)
    mutating func standAtTop(_ entry: SlotEntry, _ when: UInt64) {
        let top = when &>> Self.topShift
        if top - current &>> Self.topShift <= 255 {
            slots.append(entry, to: Self.topLevel &<< 8 | Int(truncatingIfNeeded: top & 255), arena)
        } else {
            far.insert(entry.place, deadline: when, payload: entry.payload, in: arena)
        }
    }

    // These three out of line, so that the common schedule and cancel save no registers for them.
    @inline(never)
    private mutating func standLate(_ place: UInt32, _ when: UInt64, _ payload: UInt64) {
        late.insert(place, deadline: when, payload: payload, in: arena)
    }

    @inline(never)
    private mutating func rewrite(_ slot: Int) { slots.rewrite(slot, arena) }

    @inline(never)
    private mutating func cancelInHeap(_ link: UInt32) {
        if link & TimerHeap.farMark == TimerHeap.farMark {
            far.remove(link, in: arena)
        } else {
            late.remove(link, in: arena)
        }
    }

    /// Maps instants to unsigned numbers in the same order, so that no arithmetic on them overflows.
    @inline(__always)
    static func ordered(_ instant: Int64) -> UInt64 { UInt64(bitPattern: instant) ^ (1 << 63) }

    @inline(__always)
    static func plain(_ ordered: UInt64) -> Int64 { Int64(bitPattern: ordered ^ (1 << 63)) }
}
