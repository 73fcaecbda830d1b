/// A day of the proleptic Gregorian calendar, without a time zone.
package struct CalendarDate: Hashable, Comparable, Sendable {
    /// The year; 0 is 1 BC.
    package let year: Int
    /// The month, 1 to 12.
    package let month: Int
    /// The day of the month, from 1.
    package let day: Int

    /// A date people may write; nil for a day the calendar does not have or a year outside -9999...9999.
    package init?(year: Int, month: Int, day: Int) {
        guard (-9999...9999).contains(year), (1...12).contains(month),
            day >= 1, day <= Self.daysIn(month: month, year: year)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// The date `days` after 1970-01-01; `days` saturates at ±110 billion days, beyond what any instant reaches.
    ///
    /// The arithmetic is Howard Hinnant's `civil_from_days`: eras of 400 years, years that start in March.
    package init(daysSinceEpoch days: Int64) {
        let limit: Int64 = 110_000_000_000
        let (era, dayOfEra) = floorDivide(max(-limit, min(limit, days)) + 719_468, by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        self.day = Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
        self.month = Int(month)
        self.year = Int(yearOfEra + era * 400 + (month <= 2 ? 1 : 0))
    }

    /// A date the caller knows to exist, in any year an instant can reach.
    init(uncheckedYear year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// Days since 1970-01-01; negative before it.
    package var daysSinceEpoch: Int64 {
        let shiftedYear = Int64(month <= 2 ? year - 1 : year)
        let (era, yearOfEra) = floorDivide(shiftedYear, by: 400)
        let shiftedMonth = Int64(month > 2 ? month - 3 : month + 9)
        let dayOfYear = (153 * shiftedMonth + 2) / 5 + Int64(day) - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The day of the week.
    package var weekday: Weekday {
        // 1970-01-01 was a Thursday, the fourth day of the ISO week.
        let index = Int(floorDivide(daysSinceEpoch + 3, by: 7).remainder)
        return Weekday.allCases[index]
    }

    /// The date `count` days later; earlier when negative; saturates.
    package func adding(days count: Int) -> CalendarDate {
        let (sum, overflow) = daysSinceEpoch.addingReportingOverflow(Int64(count))
        return CalendarDate(daysSinceEpoch: overflow ? (count < 0 ? .min : .max) : sum)
    }

    /// The number of days in a month; 0 for a month that is not 1 to 12.
    package static func daysIn(month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year: year) ? 29 : 28
        case 4, 6, 9, 11: 30
        case 1, 3, 5, 7, 8, 10, 12: 31
        default: 0
        }
    }

    /// Whether a year has a 29 February.
    package static func isLeap(year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// Orders by time.
    package static func < (left: CalendarDate, right: CalendarDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}

extension CalendarDate: CustomStringConvertible {
    /// `2026-11-24`.
    package var description: String {
        var writer = DigitWriter()
        write(to: &writer)
        return writer.text
    }

    func write(to writer: inout DigitWriter) {
        if year < 0 { writer.add("-") }
        writer.add(abs(year), 4)
        writer.add("-")
        writer.add(month, 2)
        writer.add("-")
        writer.add(day, 2)
    }
}
