package import SMMModel

/// A moment a person named: the instant, and how the clocks of the zone show it.
package struct When: Hashable, Sendable {
    /// Something the person should be told about the reading.
    package enum Note: Hashable, Sendable {
        /// The clocks show the time twice; the first was taken.
        case overlap(first: Instant, second: Instant)
        /// The time of day has passed today, so another day was taken.
        case nextDay(WallTime)
    }

    /// The moment.
    package let instant: Instant
    /// What the zone's clocks show then, to the second.
    package let wall: WallTime
    /// The zone's name.
    package let zone: String
    /// 1 when it is the second showing of a wall time that comes twice, else 0.
    package let fold: Int
    /// What the person should be told.
    package let notes: [Note]

    init(_ instant: Instant, in zone: Zone, notes: [Note] = []) {
        self.instant = instant
        self.wall = zone.wall(at: instant)
        self.zone = zone.name
        self.fold = zone.fold(at: instant)
        self.notes = notes
    }

    /// Whether it was written as a time that the clocks show twice, so that the other one could be meant.
    package var isTwice: Bool {
        notes.contains { if case .overlap = $0 { true } else { false } }
    }

    /// The notes as sentences.
    package func sentences(in zone: Zone) -> [String] {
        notes.map { note in
            switch note {
            case .overlap(let first, let second):
                let one = ISO8601.format(first, in: zone)
                let two = ISO8601.format(second, in: zone)
                return "The clocks show \(wall.shortDescription) twice that day; \(one) was taken, not \(two)."
            case .nextDay(let wall):
                return "That time has passed today, so this is \(wall.weekday.name), \(wall.shortDescription)."
            }
        }
    }
}
