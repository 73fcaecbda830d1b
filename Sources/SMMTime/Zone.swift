package import SMMModel

/// A time zone: its name and what its clocks did, do and are expected to do.
///
/// A value: a later update of the zone database does not change a zone already at hand.
package struct Zone: Hashable, Sendable {
    /// The name in the zone database, such as `Europe/Berlin`.
    package let name: String
    /// The data behind it.
    package let data: TZif

    /// A zone with data read elsewhere.
    package init(name: String, data: TZif) {
        self.name = name
        self.data = data
    }

    /// Coordinated universal time; needs no file.
    package static let utc = Zone(
        name: "UTC", fixed: ZoneOffset(seconds: 0, abbreviation: "UTC", isDaylightSaving: false))

    /// A zone whose clocks never change.
    package init(name: String, fixed offset: ZoneOffset) {
        self.name = name
        self.data = TZif(version: 2, transitions: [], offsetIndices: [], offsets: [offset], rule: nil)
    }

    /// The offset in force at an instant.
    package func offset(at instant: Instant) -> ZoneOffset {
        period(at: instant).offset
    }

    /// The period of one offset that contains an instant.
    package func period(at instant: Instant) -> ZonePeriod {
        data.period(at: floorDivide(instant.milliseconds, by: 1000).quotient)
    }

    /// The next instant after `instant` at which the offset, its name or its kind changes; nil when none will.
    package func nextTransition(after instant: Instant) -> Instant? {
        let end = period(at: instant).end
        return end == .max ? nil : Instant(seconds: end)
    }

    /// What clocks in the zone show at an instant; parts of a second are dropped.
    package func wall(at instant: Instant) -> WallTime {
        let second = floorDivide(instant.milliseconds, by: 1000).quotient
        return WallTime(secondsSinceEpoch: second + Int64(data.period(at: second).offset.seconds))
    }

    /// Whether an instant is the second showing of its wall time: 1 if so, else 0.
    package func fold(at instant: Instant) -> Int {
        guard case .overlap(_, let second) = resolve(wall(at: instant)) else { return 0 }
        return floorDivide(instant.milliseconds, by: 1000).quotient * 1000 == second.milliseconds ? 1 : 0
    }

    /// Finds the instants at which the zone's clocks show a wall time.
    package func resolve(_ wall: WallTime) -> WallResolution {
        let shown = wall.secondsSinceEpoch
        let reach = Int64(ZoneOffset.largest)
        var period = data.period(at: shown - reach)
        var first: Int64?
        var last: Int64?
        var jump: (at: Int64, before: Int, after: Int)?
        while true {
            let candidate = shown - Int64(period.offset.seconds)
            if period.start <= candidate, candidate < period.end {
                if first == nil { first = candidate }
                last = candidate
            }
            guard period.end <= shown + reach else { break }
            let next = data.period(at: period.end)
            let from = period.end + Int64(period.offset.seconds)
            if from <= shown, shown < period.end + Int64(next.offset.seconds) {
                jump = jump ?? (period.end, period.offset.seconds, next.offset.seconds)
            }
            period = next
        }
        return Self.resolution(shown, first, last, jump)
    }

    private static func resolution(
        _ shown: Int64, _ first: Int64?, _ last: Int64?, _ jump: (at: Int64, before: Int, after: Int)?
    ) -> WallResolution {
        if let first, let last {
            guard first != last else { return .unique(Instant(seconds: first)) }
            return .overlap(first: Instant(seconds: first), second: Instant(seconds: last))
        }
        // Without a showing there is a jump over the wall time: the periods cover all instants without holes.
        let over = jump ?? (shown, 0, 0)
        return .gap(
            before: Instant(seconds: shown - Int64(over.after)),
            after: Instant(seconds: shown - Int64(over.before)),
            nextValid: Instant(seconds: over.at))
    }
}
