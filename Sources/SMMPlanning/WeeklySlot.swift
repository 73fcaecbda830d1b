package import SMMTime

/// A recurring weekly time on an account's wall clock.
package struct WeeklySlot: Hashable, Sendable, Comparable {
    /// The day of the week.
    package var weekday: Weekday
    /// Minutes from midnight, 0 to 1439.
    package var minute: Int

    /// A slot; nil for a minute no day has.
    package init?(weekday: Weekday, minute: Int) {
        guard (0..<1440).contains(minute) else { return nil }
        self.weekday = weekday
        self.minute = minute
    }

    /// Orders through the week from Monday.
    package static func < (left: WeeklySlot, right: WeeklySlot) -> Bool {
        (left.weekday.rawValue, left.minute) < (right.weekday.rawValue, right.minute)
    }
}
