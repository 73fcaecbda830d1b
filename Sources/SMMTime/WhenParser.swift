package import SMMModel

/// Reads a moment as a person writes it, given the time now and the zone whose clocks are meant.
///
/// Forms: `now`; `in 10 minutes`, `+2h`; `today 18:00`, `tomorrow 09:30`, `friday 9am`; `09:30`, `9:30pm`, `noon`;
/// `2026-12-24 18:00`; ISO 8601 with or without an offset. A day and a time may stand in either order and with `at`.
package struct WhenParser: Sendable {
    /// The present.
    package let now: Instant
    /// The zone whose clocks are meant where the text names no offset.
    package let zone: Zone
    /// Whether a time before now is taken.
    package let allowsPast: Bool

    /// The forms errors list.
    package static let forms = [
        "now", "in 10 minutes", "+2h", "today 18:00", "tomorrow 09:30", "friday 9am", "noon",
        "2026-12-24 18:00", "2026-12-24T18:00:00+01:00",
    ]

    private static let furthestDays = 36_525
    private static let longest = 100

    /// A parser for one moment of use.
    package init(now: Instant, zone: Zone, allowsPast: Bool = false) {
        self.now = now
        self.zone = zone
        self.allowsPast = allowsPast
    }

    /// The moment `text` names.
    ///
    /// A day and a time in an overlap give the first showing and a note. Throws `WhenError` for everything that is not
    /// one moment from now on and within 100 years.
    package func parse(_ text: String) throws(WhenError) -> When {
        // What programs send needs no reading of words.
        if case .instant(let instant, _) = ISO8601.parse(text) { return try inRange(When(instant, in: zone), text) }
        let words = Self.words(text)
        guard !words.isEmpty else { throw WhenError(.empty, "", "No time is given.", allowed: Self.forms) }
        let lower = words.joined(separator: " ")
        guard lower.utf8.count <= Self.longest else {
            throw WhenError(
                .notUnderstood, text, "The text is longer than \(Self.longest) characters.", allowed: Self.forms)
        }
        if lower == "now" { return When(now, in: zone) }
        return try inRange(try written(lower, words, text), text)
    }

    private func inRange(_ when: When, _ text: String) throws(WhenError) -> When {
        guard allowsPast || when.instant >= now else { throw past(when, text) }
        guard when.instant <= now + .days(Int64(Self.furthestDays)) else { throw tooFar(text) }
        return when
    }

    private func written(_ lower: String, _ words: [String], _ text: String) throws(WhenError) -> When {
        switch ISO8601.parse(lower) {
        case .instant(let instant, _): return When(instant, in: zone)
        case .wall(let wall): return try when(wall, text)
        case .date(let date): throw missingTime("\(date)", text)
        case nil: break
        }
        if lower.hasPrefix("+") || words.first == "in" {
            return try relative(lower.hasPrefix("+") ? lower.dropFirst() : lower.dropFirst(2), text)
        }
        return try dayAndClock(words.flatMap(Self.splitAtT), text)
    }

    /// A date and a time joined by a `t` that are not both possible: apart, each gets its own message.
    private static func splitAtT(_ word: String) -> [String] {
        let parts = word.split(separator: "t", maxSplits: 1)
        guard parts.count == 2, parts[0].utf8.count == 10, parts[0].utf8.first.map({ $0 <= 0x39 }) == true else {
            return [word]
        }
        return parts.map(String.init)
    }

    // MARK: Spans

    private func relative(_ rest: Substring, _ text: String) throws(WhenError) -> When {
        guard let span = SpanReader.read(String(rest)) else {
            throw WhenError(
                .notUnderstood, text, "That is not a span of time: it takes a whole number and a unit (s, m, h, d, w).",
                allowed: ["in 10 minutes", "in 1 hour 30 minutes", "+2h", "+1d12h"])
        }
        guard span.days <= Self.furthestDays else { throw tooFar(text) }
        guard span.days > 0 else { return When(now + span.exact, in: zone) }
        // Days keep the time of day, as people mean them; hours and less are exact.
        let today = zone.wall(at: now)
        let later = try when(today.adding(days: span.days), text)
        return When(later.instant + span.exact, in: zone, notes: later.notes)
    }

    // MARK: A day, a time of day, or both

    private func dayAndClock(_ words: [String], _ text: String) throws(WhenError) -> When {
        let words = words.filter { $0 != "at" && $0 != "on" }
        let today = zone.wall(at: now).date
        if let first = words.first, let day = try day(first, today, text) {
            return try combine(day, Array(words.dropFirst()), today, text)
        }
        if words.count > 1, let last = words.last, let day = try day(last, today, text) {
            return try combine(day, Array(words.dropLast()), today, text)
        }
        let clock = try clock(words, text)
        let chosen = try when(Self.wall(today, clock), text)
        guard chosen.instant < now else { return chosen }
        let tomorrow = Self.wall(today.adding(days: 1), clock)
        let next = try when(tomorrow, text)
        return When(next.instant, in: zone, notes: [.nextDay(next.wall)] + next.notes)
    }

    private enum Day {
        case date(CalendarDate)
        case weekday(Weekday)
    }

    private func day(_ word: String, _ today: CalendarDate, _ text: String) throws(WhenError) -> Day? {
        switch word {
        case "today": return .date(today)
        case "tomorrow": return .date(today.adding(days: 1))
        default: break
        }
        if let weekday = Weekday(name: word) { return .weekday(weekday) }
        var cursor = CharacterCursor(word.utf8)
        guard let year = cursor.digits(4), cursor.accept("-") != nil, let month = cursor.digitRun(1...2)?.value,
            cursor.accept("-") != nil, let day = cursor.digitRun(1...2)?.value, cursor.isAtEnd
        else { return nil }
        guard let date = CalendarDate(year: year, month: month, day: day) else {
            let days = CalendarDate.daysIn(month: month, year: year)
            let why = days == 0 ? "months go from 01 to 12" : "that month has \(days) days"
            throw WhenError(.noSuchDate, text, "The date \(word) does not exist: \(why).", allowed: [])
        }
        return .date(date)
    }

    private func combine(
        _ day: Day, _ rest: [String], _ today: CalendarDate, _ text: String
    ) throws(WhenError) -> When {
        guard !rest.isEmpty else {
            switch day {
            case .date(let date): throw missingTime("\(date)", text)
            case .weekday(let weekday): throw missingTime(weekday.name.lowercased(), text)
            }
        }
        let clock = try clock(rest, text)
        switch day {
        case .date(let date): return try when(Self.wall(date, clock), text)
        case .weekday(let weekday):
            let ahead = today.weekday.days(until: weekday)
            let date = today.adding(days: ahead)
            if ahead == 0, zone.resolve(Self.wall(date, clock)).instant() < now {
                return try when(Self.wall(date.adding(days: 7), clock), text)
            }
            return try when(Self.wall(date, clock), text)
        }
    }

    private func clock(_ words: [String], _ text: String) throws(WhenError) -> ClockReader.Clock {
        switch ClockReader.read(words.joined(separator: " ")) {
        case .clock(let clock): return clock
        case .impossible(let reason):
            let sentence = reason.prefix(1).uppercased() + reason.dropFirst() + "."
            throw WhenError(.noSuchClock, text, sentence, allowed: ClockReader.forms)
        case .other:
            throw WhenError(.notUnderstood, text, "That is not a time smmd can read.", allowed: Self.forms)
        }
    }

    // MARK: The zone's answer

    private func when(_ wall: WallTime, _ text: String) throws(WhenError) -> When {
        switch zone.resolve(wall) {
        case .unique(let instant): return When(instant, in: zone)
        case .overlap(let first, let second):
            return When(first, in: zone, notes: [.overlap(first: first, second: second)])
        case .gap(_, _, let nextValid): throw gap(wall, nextValid, text)
        }
    }

    private func gap(_ wall: WallTime, _ nextValid: Instant, _ text: String) -> WhenError {
        let minuteBefore = nextValid - .minutes(1)
        let before = zone.wall(at: minuteBefore)
        let after = zone.wall(at: nextValid)
        let lastShown = zone.wall(at: nextValid - .seconds(1))
        let from = WallTime(secondsSinceEpoch: lastShown.secondsSinceEpoch + 1)
        return WhenError(
            .gap, text,
            "The time \(wall.shortDescription) does not exist in \(zone.name): the clocks go from "
                + "\(from.shortDescription) to \(after.shortDescription).",
            allowed: ["\(before.shortDescription)", "\(after.shortDescription)"],
            neighbours: [minuteBefore, nextValid])
    }

    private func missingTime(_ day: String, _ text: String) -> WhenError {
        WhenError(.missingTime, text, "The time of day is missing.", allowed: ["'\(day) 09:30'"])
    }

    private func past(_ when: When, _ text: String) -> WhenError {
        WhenError(
            .past, text,
            "The time \(when.wall.shortDescription) is past: in \(zone.name) it is "
                + "\(zone.wall(at: now).shortDescription).",
            allowed: ["a later time", "now"])
    }

    private func tooFar(_ text: String) -> WhenError {
        WhenError(.tooFar, text, "The time is more than 100 years ahead.", allowed: ["an earlier time"])
    }

    private static func wall(_ date: CalendarDate, _ clock: ClockReader.Clock) -> WallTime {
        WallTime(secondsSinceEpoch: date.daysSinceEpoch * 86_400)
            .at(hour: clock.hour, minute: clock.minute, second: clock.second)
    }

    /// The words in lower case, commas at their ends dropped.
    private static func words(_ text: String) -> [String] {
        text.lowercased().split { $0.isWhitespace }.compactMap { word in
            let bare = word.hasSuffix(",") ? word.dropLast() : word
            return bare.isEmpty ? nil : String(bare)
        }
    }
}
