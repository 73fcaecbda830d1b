/// The rule of a POSIX TZ string as TZif footers carry it: one offset all year, or two that alternate every year.
package struct PosixTimeZone: Hashable, Sendable {
    /// Standard time.
    package let standard: ZoneOffset
    /// Daylight saving time and when it begins and ends, if there is one.
    package let daylight: Daylight?

    /// Daylight saving time of a rule.
    package struct Daylight: Hashable, Sendable {
        /// The offset while it holds.
        package let offset: ZoneOffset
        /// When it begins, on the clock of standard time.
        package let start: PosixRuleDate
        /// When it ends, on the clock of daylight saving time.
        package let end: PosixRuleDate
    }
}

extension PosixTimeZone {
    /// The period that contains a second since 1970 UTC.
    package func period(at second: Int64) -> ZonePeriod {
        guard let daylight else { return ZonePeriod(offset: standard, start: .min, end: .max) }
        let year = CalendarDate(daysSinceEpoch: floorDivide(second, by: 86_400).quotient).year
        var start = Int64.min
        var end = Int64.max
        var offset = standard
        // A rule's time may lie up to 167 hours off its day, so the years around count as well.
        for candidate in (year - 2)...(year + 2) {
            let begins = daylight.start.secondsSinceEpoch(year: candidate) - Int64(standard.seconds)
            let ends = daylight.end.secondsSinceEpoch(year: candidate) - Int64(daylight.offset.seconds)
            // Daylight time all year is written as an end that falls together with the next start: the start wins.
            if ends <= second, ends > start { (start, offset) = (ends, standard) }
            if begins <= second, begins >= start { (start, offset) = (begins, daylight.offset) }
            if begins > second { end = min(end, begins) }
            if ends > second { end = min(end, ends) }
        }
        return ZonePeriod(offset: offset, start: start, end: end)
    }
}
