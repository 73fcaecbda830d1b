package import SMMModel

/// The three date formats of HTTP (RFC 9110 section 5.6.7), and the offset forms mail and feeds use (RFC 5322).
package enum HTTPDate {
    private static let months = [
        "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
        "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
    ]

    /// Reads `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` or `Sun Nov  6 08:49:37 1994`.
    ///
    /// A weekday that does not fit its date is ignored, as servers send such. A year of two digits is the one nearest
    /// to `now` that is at most 50 years ahead. Second 60 is read as 59. nil for anything else.
    package static func parse(_ text: some StringProtocol, now: Instant) -> Instant? {
        guard text.utf8.count <= 64 else { return nil }
        var cursor = CharacterCursor(text.utf8)
        cursor.spaces()
        let word = cursor.word()
        if !word.isEmpty {
            guard Weekday(name: word) != nil else { return nil }
            guard cursor.accept(",") != nil else { return asctime(&cursor) }
        }
        cursor.spaces()
        guard let day = cursor.digitRun(1...2)?.value, let date = date(day: day, &cursor, now: now),
            cursor.spaces() > 0, let clock = clock(&cursor), let offset = zone(&cursor)
        else { return nil }
        return wall(date, clock)?.instant(offset: offset)
    }

    /// `Sun, 06 Nov 1994 08:49:37 GMT`; parts of a second are dropped.
    package static func format(_ instant: Instant) -> String {
        let wall = WallTime(secondsSinceEpoch: floorDivide(instant.milliseconds, by: 1000).quotient)
        let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let month = names[wall.month - 1]
        var day = DigitWriter()
        day.add(wall.day, 2)
        var rest = DigitWriter()
        rest.add(wall.year, 4)
        rest.add(" ")
        wall.writeClock(to: &rest)
        return "\(wall.weekday.name.prefix(3)), \(day.text) \(month) \(rest.text) GMT"
    }

    private static func date(day: Int, _ cursor: inout CharacterCursor, now: Instant) -> CalendarDate? {
        guard cursor.accept("-", " ") != nil else { return nil }
        cursor.spaces()
        guard let month = months[cursor.word()], cursor.accept("-", " ") != nil else { return nil }
        cursor.spaces()
        guard let year = cursor.digitRun(2...4) else { return nil }
        switch year.count {
        case 4: return CalendarDate(year: year.value, month: month, day: day)
        case 2: return CalendarDate(year: century(year.value, now), month: month, day: day)
        default: return nil
        }
    }

    /// The year ending in two digits that lies no more than 50 years after now (RFC 9110 section 5.6.7).
    private static func century(_ digits: Int, _ now: Instant) -> Int {
        let current = WallTime(secondsSinceEpoch: floorDivide(now.milliseconds, by: 1000).quotient).year
        let latest = current + 50
        return latest - (latest - digits) % 100
    }

    private static func asctime(_ cursor: inout CharacterCursor) -> Instant? {
        guard cursor.spaces() > 0, let month = months[cursor.word()], cursor.spaces() > 0,
            let day = cursor.digitRun(1...2)?.value, cursor.spaces() > 0,
            let clock = clock(&cursor), cursor.spaces() > 0,
            let year = cursor.digits(4), let date = CalendarDate(year: year, month: month, day: day)
        else { return nil }
        cursor.spaces()
        return cursor.isAtEnd ? wall(date, clock)?.instant(offset: 0) : nil
    }

    private static func clock(_ cursor: inout CharacterCursor) -> (hour: Int, minute: Int, second: Int)? {
        guard let hour = cursor.digits(2), cursor.accept(":") != nil, let minute = cursor.digits(2) else { return nil }
        guard cursor.accept(":") != nil else { return (hour, minute, 0) }
        guard let second = cursor.digits(2) else { return nil }
        return (hour, minute, second)
    }

    private static func zone(_ cursor: inout CharacterCursor) -> Int? {
        guard cursor.spaces() > 0 else { return nil }
        var seconds = 0
        if let sign = cursor.accept("+", "-") {
            guard let hour = cursor.digits(2), let minute = cursor.digits(2), hour <= 25, minute <= 59 else {
                return nil
            }
            seconds = (hour * 3600 + minute * 60) * (sign == UInt8(ascii: "-") ? -1 : 1)
        } else {
            guard ["gmt", "utc", "ut", "z"].contains(cursor.word()) else { return nil }
        }
        cursor.spaces()
        return cursor.isAtEnd ? seconds : nil
    }

    private static func wall(_ date: CalendarDate, _ clock: (hour: Int, minute: Int, second: Int)) -> WallTime? {
        WallTime(date: date, hour: clock.hour, minute: clock.minute, second: clock.second)
    }
}
