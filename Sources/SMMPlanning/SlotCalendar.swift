package import SMMModel
package import SMMTime

/// Turns weekly slots into instants of one zone. Pure.
package struct SlotCalendar: Sendable {
    private let slots: [WeeklySlot]
    private let zone: Zone

    /// The calendar of `slots` on `zone`'s wall clock.
    package init(slots: [WeeklySlot], zone: Zone) {
        self.slots = slots.sorted()
        self.zone = zone
    }

    /// The slot instants after `instant`, in order, up to `count` of them.
    ///
    /// A slot in a gap of the clocks takes the next valid instant; one that comes twice takes the first.
    package func instants(after instant: Instant, count: Int) -> [Instant] {
        guard !slots.isEmpty, count > 0 else { return [] }
        var found: [Instant] = []
        let start = zone.wall(at: instant).date.adding(days: -1)
        var day = 0
        // Two weeks more than needed: each week has at least one slot.
        while found.count < count && day <= (count / slots.count + 3) * 7 {
            let date = start.adding(days: day)
            for slot in slots where slot.weekday == date.weekday {
                guard let wall = WallTime(date: date, hour: slot.minute / 60, minute: slot.minute % 60) else {
                    continue
                }
                let at = zone.resolve(wall).instant()
                if at > instant && at != found.last { found.append(at) }
            }
            day += 1
        }
        return Array(found.sorted().prefix(count))
    }
}
