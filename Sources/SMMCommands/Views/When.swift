import SMMAPI
import SMMModel
import SMMTime

/// Moments for people: the brand's wall clock first, UTC beside it.
struct When {
    /// The wall clock of the zone; UTC where the daemon named none.
    let wall: WallTime
    /// The same instant in UTC.
    let utc: WallTime
    /// The instant.
    let instant: Instant
    /// The zone's name.
    let zone: String

    /// Nil when the moment is not RFC 3339.
    init?(_ moment: Moment) {
        guard let instant = moment.instant else { return nil }
        self.instant = instant
        utc = Self.clock(instant, offset: 0)
        let offset = moment.local.flatMap(Self.offset) ?? 0
        wall = Self.clock(instant, offset: offset)
        zone = moment.local == nil ? "UTC" : moment.zone ?? "local"
    }

    /// `Tue 24 Nov 09:30 (08:30 UTC)`; with seconds where they matter and the year where it is not that of `now`.
    static func short(_ moment: Moment?, now: Instant, seconds: Bool = false) -> String {
        guard let moment else { return "–" }
        guard let when = When(moment) else { return moment.at }
        return "\(when.date(now: now)) \(when.clock(seconds)) (\(when.universal(seconds)))"
    }

    /// The same as a cell, which in a narrow table is `24 Nov 09:30`.
    ///
    /// - Parameter inUTC: whether that is `24 Nov 08:30 UTC`: where clocks of several zones stand below each other, they
    ///   can be neither told apart nor compared.
    static func cell(_ moment: Moment?, now: Instant, seconds: Bool = false, inUTC: Bool = false) -> Table.Cell {
        let narrow = moment.flatMap(When.init).map { when in
            let year = clock(now, offset: 0).year
            let wall = inUTC ? when.utc : when.wall
            let time = "\(day(wall)) \(wall.year == year ? "" : "\(wall.year) ")\(clock(wall, seconds))"
            return inUTC ? "\(time) UTC" : time
        }
        return Table.Cell(short(moment, now: now, seconds: seconds), short: narrow)
    }

    /// Whether the clocks of more than one zone are among them.
    static func hasManyZones(_ moments: [Moment?]) -> Bool {
        Set(moments.compactMap { $0.flatMap(When.init)?.zone }).count > 1
    }

    /// `Tue 24 Nov 2026 09:30:00 Europe/Berlin (08:30:00 UTC)`.
    static func full(_ moment: Moment?, now: Instant) -> String {
        guard let moment else { return "–" }
        guard let when = When(moment) else { return moment.at }
        let date = "\(when.weekday) \(when.day) \(when.wall.year)"
        guard when.zone != "UTC" else { return "\(date) \(when.clock(true)) UTC" }
        return "\(date) \(when.clock(true)) \(when.zone) (\(when.universal(true)))"
    }

    /// `in 2 h 5 min`, `3 d ago`, `now`.
    static func distance(_ moment: Moment?, now: Instant) -> String {
        guard let instant = moment?.instant else { return "" }
        let span = instant - now
        guard span.count.magnitude >= 1000 else { return "now" }
        let text = Amount.span(milliseconds: span.count)
        return span.count < 0 ? "\(text) ago" : "in \(text)"
    }

    /// The date, `Tue 24 Nov`, with the year where it is not that of `now`.
    func date(now: Instant) -> String {
        let year = Self.clock(now, offset: 0).year
        return wall.year == year ? "\(weekday) \(day)" : "\(weekday) \(day) \(wall.year)"
    }

    /// The time of day, `09:30` or `09:30:15`.
    func clock(_ seconds: Bool) -> String { Self.clock(wall, seconds) }

    /// The shortest that is plain: the time of day with its seconds, with the date unless that is today's.
    func near(now: Instant) -> String {
        let today = Self.clock(now, offset: wall.secondsSinceEpoch - utc.secondsSinceEpoch)
        return today.date == wall.date ? clock(true) : "\(date(now: now)) \(clock(true))"
    }

    private func universal(_ seconds: Bool) -> String {
        let clock = Self.clock(utc, seconds)
        guard utc.date != wall.date else { return "\(clock) UTC" }
        return "\(Self.day(utc)) \(clock) UTC"
    }

    private var weekday: String { String(wall.weekday.name.prefix(3)) }
    private var day: String { Self.day(wall) }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static func day(_ wall: WallTime) -> String {
        "\(wall.day) \(months[max(0, min(11, wall.month - 1))])"
    }

    private static func clock(_ wall: WallTime, _ seconds: Bool) -> String {
        let parts = [wall.hour, wall.minute] + (seconds ? [wall.second] : [])
        return parts.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }

    private static func clock(_ instant: Instant, offset: Int64) -> WallTime {
        let shifted = instant + .seconds(offset)
        let (quotient, remainder) = shifted.milliseconds.quotientAndRemainder(dividingBy: 1000)
        return WallTime(secondsSinceEpoch: remainder < 0 ? quotient - 1 : quotient)
    }

    /// The offset at the end of an RFC 3339 text, in seconds.
    private static func offset(_ text: String) -> Int64? {
        guard let wallAsUniversal = RFC3339.instant(String(text.prefix(19)) + "Z"), let instant = RFC3339.instant(text)
        else { return nil }
        // The text may have a fraction, its first 19 characters have none: rounded up, the two meet again.
        let (seconds, rest) = (wallAsUniversal - instant).count.quotientAndRemainder(dividingBy: 1000)
        return rest > 0 ? seconds + 1 : seconds
    }
}
