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
            takeFromFar()
        }
        // Entering a slot exactly at the target leaves what is due that very tick in the lowest level.
        let tick = Int(current & 255)
        if current == target, expired.count < enough, slots.occupied.first(level: 0, from: tick) == tick {
            fire(tick, into: &expired)
        }
    }

    /// The first event; a lower level's always comes before a higher one's.
    @inline(__always)
    func nextEvent() -> WheelEvent? {
        let tick = Int(current & 255)
        if let position = slots.occupied.first(level: 0, from: tick) {
            let time = current & ~255 | UInt64(truncatingIfNeeded: position)
            // Far timers are never due before.
            return WheelEvent(time: time, expiry: time, slot: position)
        }
        return nextEventAboveTicks()
    }

    private func nextEventAboveTicks() -> WheelEvent? {
        for level in 1..<Self.topLevel {
            let shift = UInt64(truncatingIfNeeded: level &<< 3)
            let step = current &>> shift
            guard let position = slots.occupied.first(level: level, from: Int(step & 255)) else { continue }
            let time = (step & ~255 | UInt64(truncatingIfNeeded: position)) &<< shift
            return event(time, slot: level &<< 8 | position)
        }
        let top = current &>> Self.topShift
        let here = Int(top & 255)
        let position =
            slots.occupied.first(level: Self.topLevel, from: here + 1)
            ?? slots.occupied.first(level: Self.topLevel, from: 0)
        let farTime = far.first.map { ($0.deadline &>> Self.topShift - 255) &<< Self.topShift }
        let farEvent = farTime.map { WheelEvent(time: $0, expiry: $0, slot: nil) }
        guard let position else { return farEvent }
        let distance = UInt64(truncatingIfNeeded: (position - here) & 255)
        let slotEvent = event((top + distance) &<< Self.topShift, slot: Self.topLevel &<< 8 | position)
        // At the same time both are done, the slot first.
        if let farEvent, farEvent.time < slotEvent.time { return farEvent }
        return slotEvent
    }

    private func event(_ time: UInt64, slot: Int) -> WheelEvent {
        WheelEvent(time: time, expiry: slots.only(slot)?.deadline(near: time) ?? time, slot: slot)
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
        let deadline = Self.plain(current)
        var chain = slots.detach(slot)
        count &-= Int(chain.held &- chain.cancelled)
        while let (block, waiting) = slots.takeBlock(of: &chain) {
            for cell in waiting {
                let entry = block.cells[cell]
                expired.append(Expired(payload: entry.payload, deadline: deadline))
                arena.release(entry.place)
            }
            slots.giveBack(block)
        }
    }

    /// Moves every timer of a slot that the wheel has just entered to lower levels.
    private mutating func cascade(_ slot: Int) {
        var chain = slots.detach(slot)
        relocations &+= UInt64(chain.held &- chain.cancelled)
        while let (block, waiting) = slots.takeBlock(of: &chain) {
            for cell in waiting {
                let entry = block.cells[cell]
                standBelowTop(entry, entry.deadline(near: current))
            }
            slots.giveBack(block)
        }
    }

    /// Puts the far timers that have come within reach into their slots.
    @inline(__always)
    private mutating func takeFromFar() {
        guard far.first != nil else { return }
        // No overflow: the wheel is never more than the reach short of a far timer, nor past that.
        let lastTop = (current &>> Self.topShift) + 255
        while let timer = far.popFirst(dueBy: lastTop &<< Self.topShift | 0xFFFF_FFFF, in: arena) {
            let low = UInt32(truncatingIfNeeded: timer.deadline)
            standAtTop(SlotEntry(payload: timer.payload, deadlineLow: low, place: timer.place), timer.deadline)
            relocations &+= 1
        }
    }

    private mutating func fireLate(dueBy target: UInt64, until enough: Int, into expired: inout [Expired]) {
        while expired.count < enough, let timer = late.popFirst(dueBy: target, in: arena) {
            arena.release(timer.place)
            expired.append(Expired(payload: timer.payload, deadline: Self.plain(timer.deadline)))
            count &-= 1
        }
    }
}
