package import SMMModel

/// What a clock on the wall and the calendar under it show: a date and a time to the second, without a zone.
package struct WallTime: Hashable, Comparable, Sendable {
    /// The day.
    package let date: CalendarDate
    /// 0 to 23.
    package let hour: Int
    /// 0 to 59.
    package let minute: Int
    /// 0 to 59; a leap second (60) is read as 59, since POSIX time has none.
    package let second: Int

    /// A wall time on a day; nil for an hour, minute or second no clock shows; second 60 becomes 59.
    package init?(date: CalendarDate, hour: Int, minute: Int, second: Int = 0) {
        guard (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second) else { return nil }
        self.date = date
        self.hour = hour
        self.minute = minute
        self.second = min(second, 59)
    }

    /// A wall time from its parts; nil where the calendar or the clock has no such value.
    package init?(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int = 0) {
        guard let date = CalendarDate(year: year, month: month, day: day) else { return nil }
        self.init(date: date, hour: hour, minute: minute, second: second)
    }

    /// The wall time of a clock that counts seconds from 1970-01-01T00:00:00 without any zone.
    package init(secondsSinceEpoch seconds: Int64) {
        let (days, rest) = floorDivide(seconds, by: 86_400)
        self.date = CalendarDate(daysSinceEpoch: days)
        self.hour = Int(rest / 3600)
        self.minute = Int(rest / 60 % 60)
        self.second = Int(rest % 60)
    }

    /// The year; 0 is 1 BC.
    package var year: Int { date.year }
    /// 1 to 12.
    package var month: Int { date.month }
    /// The day of the month, from 1.
    package var day: Int { date.day }
    /// The day of the week.
    package var weekday: Weekday { date.weekday }

    /// Seconds from 1970-01-01T00:00:00 as this clock counts them.
    package var secondsSinceEpoch: Int64 {
        date.daysSinceEpoch * 86_400 + Int64(hour * 3600 + minute * 60 + second)
    }

    /// The instant at which a clock with a fixed offset (seconds east of UTC) shows this.
    package func instant(offset: Int) -> Instant {
        Instant(seconds: secondsSinceEpoch - Int64(offset))
    }

    /// The same time of day `count` days later; earlier when negative.
    package func adding(days count: Int) -> WallTime {
        on(date.adding(days: count))
    }

    /// The same time of day on another date.
    package func on(_ date: CalendarDate) -> WallTime {
        WallTime(date: date, validHour: hour, minute: minute, second: second)
    }

    /// The same day at a time the caller has checked; second 60 becomes 59.
    func at(hour: Int, minute: Int, second: Int) -> WallTime {
        WallTime(date: date, validHour: hour, minute: minute, second: min(second, 59))
    }

    private init(date: CalendarDate, validHour hour: Int, minute: Int, second: Int) {
        self.date = date
        self.hour = hour
        self.minute = minute
        self.second = second
    }

    /// Orders by what the clock shows.
    package static func < (left: WallTime, right: WallTime) -> Bool {
        (left.date, left.hour, left.minute, left.second) < (right.date, right.hour, right.minute, right.second)
    }
}

extension WallTime: CustomStringConvertible {
    /// `2026-11-24T09:30:00`: ISO 8601 without a zone.
    package var description: String {
        var writer = DigitWriter()
        write(to: &writer)
        return writer.text
    }

    func write(to writer: inout DigitWriter) {
        date.write(to: &writer)
        writer.add("T")
        writeClock(to: &writer)
    }

    /// `09:30:15`.
    func writeClock(to writer: inout DigitWriter) {
        writer.add(hour, 2)
        writer.add(":")
        writer.add(minute, 2)
        writer.add(":")
        writer.add(second, 2)
    }

    /// `09:30`, with seconds only where there are some.
    package var shortClock: String {
        var writer = DigitWriter()
        writeClock(to: &writer)
        return second == 0 ? String(writer.text.dropLast(3)) : writer.text
    }

    /// `2026-11-24 09:30`, with seconds only where there are some: how messages show a wall time.
    package var shortDescription: String { "\(date) \(shortClock)" }
}
