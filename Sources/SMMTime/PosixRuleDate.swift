/// A yearly moment in a POSIX TZ string: a day in one of three notations and a time on it.
package struct PosixRuleDate: Hashable, Sendable {
    /// The notations for the day.
    package enum Day: Hashable, Sendable {
        /// `Mm.w.d`: weekday `weekday` (0 is Sunday) of week `week` (5 is the last) of a month.
        case weekday(month: Int, week: Int, weekday: Int)
        /// `Jn`: day 1 to 365, 29 February never counted.
        case julian(Int)
        /// `n`: day 0 to 365, 29 February counted.
        case zeroBased(Int)
    }

    /// The day.
    package let day: Day
    /// Seconds from that day's midnight, within ±167 hours; negative is the day before.
    package let seconds: Int

    /// The moment in a year, on the clock of whoever follows the rule, in seconds from 1970-01-01T00:00:00.
    func secondsSinceEpoch(year: Int) -> Int64 {
        Self.days(day, year: year) * 86_400 + Int64(seconds)
    }

    private static func days(_ day: Day, year: Int) -> Int64 {
        let newYear = startOfMonth(1, year: year)
        switch day {
        case .julian(let number):
            let skipsLeapDay = number >= 60 && CalendarDate.isLeap(year: year)
            return newYear + Int64(number - 1) + (skipsLeapDay ? 1 : 0)
        case .zeroBased(let number):
            return newYear + Int64(number)
        case .weekday(let month, let week, let weekday):
            let first = startOfMonth(month, year: year)
            // 1970-01-01 was a Thursday: 4 days after a Sunday.
            let firstWeekday = floorDivide(first + 4, by: 7).remainder
            let toFirst = (Int64(weekday) - firstWeekday + 7) % 7
            var dayOfMonth = toFirst + Int64(week - 1) * 7
            if dayOfMonth >= Int64(CalendarDate.daysIn(month: month, year: year)) { dayOfMonth -= 7 }
            return first + dayOfMonth
        }
    }

    private static func startOfMonth(_ month: Int, year: Int) -> Int64 {
        CalendarDate(uncheckedYear: year, month: month, day: 1).daysSinceEpoch
    }
}
