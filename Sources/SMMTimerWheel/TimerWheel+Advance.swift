extension TimerWheel {
    /// Moves the wheel to `now` and appends every timer due by then to `expired`, by deadline, ties as scheduled.
    ///
    /// Stops early, at the end of a tick, once `limit` timers have fired: call again until nothing is added. A `now`
    /// behind the wheel's time moves nothing back and fires nothing twice; it only fires late timers due by `now`.
    package mutating func advance(to now: Int64, limit: Int = .max, into expired: inout [Expired]) {
        let target = Self.ordered(now)
        let (sum, saturated) = expired.count.addingReportingOverflow(max(limit, 0))
        let enough = saturated ? Int.max : sum
        if late.first != nil { fireLate(dueBy: target, until: enough, into: &expired) }
        while current < target, expired.count < enough {
            guard let event = nextEvent(), event.time <= target else {
                current = target
                return
            }
            step(event, target, into: &expired)
            // At once, also in this step: a timer scheduled after this for the same deadline must stand behind them.
            if overflowTop != .max, overflowTop - 255 <= current &>> Self.topShift { takeFromOverflow() }
        }
        // Entering a slot exactly at the target leaves what is due that very tick in the lowest level.
        let tick = Int(current & 255)
        if current == target, expired.count < enough, occupied.first(level: 0, from: tick) == tick {
            fire(tick, into: &expired)
        }
    }

    /// The first event; a lower level's always comes before a higher one's.
    @inline(__always)
    func nextEvent() -> WheelEvent? {
        let tick = Int(current & 255)
        if let position = occupied.first(level: 0, from: tick) {
            let time = current & ~255 | UInt64(truncatingIfNeeded: position)
            return WheelEvent(time: time, expiry: time, slot: position)  // the overflow list is never due before
        }
        return nextEventAboveTicks()
    }

    private func nextEventAboveTicks() -> WheelEvent? {
        for level in 1..<Self.topLevel {
            let shift = UInt64(truncatingIfNeeded: level &<< 3)
            let step = current &>> shift
            guard let position = occupied.first(level: level, from: Int(step & 255)) else { continue }
            let time = (step & ~255 | UInt64(truncatingIfNeeded: position)) &<< shift
            return event(time, slot: level &<< 8 | position)
        }
        let top = current &>> Self.topShift
        let here = Int(top & 255)
        let position =
            occupied.first(level: Self.topLevel, from: here + 1) ?? occupied.first(level: Self.topLevel, from: 0)
        guard let position else { return overflowTop == .max ? nil : overflowEvent }
        let distance = UInt64(truncatingIfNeeded: (position - here) & 255)
        let slotEvent = event((top + distance) &<< Self.topShift, slot: Self.topLevel &<< 8 | position)
        // At the same time both are done, the slot first.
        return overflowTop != .max && overflowEvent.time < slotEvent.time ? overflowEvent : slotEvent
    }

    private func event(_ time: UInt64, slot: Int) -> WheelEvent {
        let only = arena.onlyDeadline(ofList: UInt32(truncatingIfNeeded: slot))
        return WheelEvent(time: time, expiry: only ?? time, slot: slot)
    }

    private var overflowEvent: WheelEvent {
        let time = (overflowTop - 255) &<< Self.topShift
        return WheelEvent(time: time, expiry: time, slot: nil)
    }

    @inline(__always)
    private mutating func step(_ event: WheelEvent, _ target: UInt64, into expired: inout [Expired]) {
        guard let slot = event.slot else {
            current = event.time
            return
        }
        if slot < 256 || event.expiry > event.time && event.expiry <= target {
            // A lone timer fires from where it is: nothing else is due before it.
            current = event.expiry
            fire(slot, into: &expired)
        } else {
            current = event.time
            cascade(slot)
        }
    }

    /// Fires every timer of a slot; all are due at the wheel's time.
    @inline(__always)
    private mutating func fire(_ slot: Int, into expired: inout [Expired]) {
        occupied.remove(slot)
        let list = UInt32(truncatingIfNeeded: slot)
        let deadline = Self.plain(current)
        var index = arena.detachList(list)
        while index != list {
            let node = arena.node(index)
            let next = node.pointee.next
            expired.append(Expired(payload: node.pointee.payload, deadline: deadline))
            arena.release(index)
            count &-= 1
            index = next
        }
    }

    /// Moves every timer of a slot that the wheel has just entered to lower levels.
    private mutating func cascade(_ slot: Int) {
        occupied.remove(slot)
        let list = UInt32(truncatingIfNeeded: slot)
        var index = arena.detachList(list)
        while index != list {
            let node = arena.node(index)
            let next = node.pointee.next
            placeBelowTop(index, node.pointee.deadline)
            relocations &+= 1
            index = next
        }
    }

    private mutating func takeFromOverflow() {
        overflowTop = .max
        var index = arena.detachList(Self.overflow)
        let reachable = (current &>> Self.topShift) + 255
        while index != Self.overflow {
            let node = arena.node(index)
            let next = node.pointee.next
            let when = node.pointee.deadline
            if when &>> Self.topShift <= reachable { relocations &+= 1 }
            place(index, when)
            index = next
        }
    }

    private mutating func fireLate(dueBy target: UInt64, until enough: Int, into expired: inout [Expired]) {
        while expired.count < enough, let (deadline, index) = late.first, deadline <= target {
            expired.append(Expired(payload: arena.node(index).pointee.payload, deadline: Self.plain(deadline)))
            late.remove(index, in: arena)
            arena.release(index)
            count &-= 1
        }
    }
}
