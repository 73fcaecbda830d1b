package import SMMModel
package import SMMTime

/// Dates as people read them, and as machines do, in one zone and language.
package struct DateText: Sendable {
    /// The zone whose clocks are shown.
    package let zone: Zone
    /// The language's words.
    package let words: Words

    /// Dates of a zone in a language.
    package init(zone: Zone, words: Words) {
        self.zone = zone
        self.words = words
    }

    /// `24 November 2026`
    package func day(_ instant: Instant) -> String {
        let date = zone.wall(at: instant).date
        let day = words.language == "fr" && date.day == 1 ? "1er" : String(date.day)
        let month = words.months.indices.contains(date.month - 1) ? words.months[date.month - 1] : String(date.month)
        return Words.fill(words.date, ["d": day, "m": month, "y": String(date.year)])
    }

    /// `24 November 2026, 09:30`
    package func full(_ instant: Instant) -> String {
        let wall = zone.wall(at: instant)
        let clock = WallClock.text(hour: wall.hour, minute: wall.minute, isTwelveHours: words.isTwelveHours)
        return "\(day(instant))\(words.language == "ar" ? "،" : ",") \(clock)"
    }

    /// `2026-11-24T09:30:00+01:00`, to the second: what feeds and microformats carry.
    package func machine(_ instant: Instant) -> String {
        let seconds = instant.milliseconds >= 0 ? instant.milliseconds / 1000 : (instant.milliseconds - 999) / 1000
        return ISO8601.format(Instant(seconds: seconds), in: zone)
    }
}

/// The time of day: `09:05`, or `9:05 AM` where people say so.
enum WallClock {
    static func text(hour: Int, minute: Int, isTwelveHours: Bool) -> String {
        let minutes = "\(minute < 10 ? "0" : "")\(minute)"
        guard isTwelveHours else { return "\(hour < 10 ? "0" : "")\(hour):\(minutes)" }
        return "\(hour % 12 == 0 ? 12 : hour % 12):\(minutes)\u{202F}\(hour < 12 ? "AM" : "PM")"
    }
}
