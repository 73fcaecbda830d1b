/// Reads a time of day as people write it: `09:30`, `9:30`, `09:30:15`, `9am`, `9:30 pm`, `noon`, `midnight`. The one
/// reader for posts, slots and queries.
package struct ClockReader {
    /// A time of day.
    package struct Clock: Hashable, Sendable {
        /// From 0 to 23.
        package var hour: Int
        /// From 0 to 59.
        package var minute: Int
        /// From 0 to 59.
        package var second: Int

        /// The minute of the day, from 0; nil for a time with seconds, which a weekly time has not.
        package var minuteOfDay: Int? { second == 0 ? hour * 60 + minute : nil }
    }

    /// The forms errors list.
    package static let forms = ["09:30", "9:30pm", "9am", "noon"]

    /// What the words turned out to be.
    package enum Reading: Hashable, Sendable {
        case clock(Clock)
        /// They look like a time of day that no clock shows.
        case impossible(String)
        /// They are no time of day.
        case other
    }

    /// Reads all of `text`, which is in lower case.
    package static func read(_ text: String) -> Reading {
        switch text {
        case "noon", "midday": return .clock(Clock(hour: 12, minute: 0, second: 0))
        case "midnight": return .clock(Clock(hour: 0, minute: 0, second: 0))
        default: break
        }
        var cursor = CharacterCursor(text.utf8)
        guard let hour = cursor.digitRun(1...2)?.value else { return .other }
        var clock = Clock(hour: hour, minute: 0, second: 0)
        var hasMinutes = false
        if cursor.accept(":") != nil {
            guard let minute = cursor.digits(2) else { return .other }
            clock.minute = minute
            hasMinutes = true
            if cursor.accept(":") != nil {
                guard let second = cursor.digits(2) else { return .other }
                clock.second = second
            }
        }
        cursor.spaces()
        let half = cursor.word()
        guard cursor.isAtEnd else { return .other }
        return finish(clock, half: half, hasMinutes: hasMinutes)
    }

    private static func finish(_ clock: Clock, half: String, hasMinutes: Bool) -> Reading {
        var clock = clock
        switch half {
        case "":
            guard hasMinutes else {
                var hour = DigitWriter()
                hour.add(clock.hour, 2)
                return .impossible("an hour alone may mean morning or evening: write \(hour.text):00")
            }
        case "am", "pm":
            guard (1...12).contains(clock.hour) else { return .impossible("am and pm go with the hours 1 to 12") }
            clock.hour = clock.hour % 12 + (half == "pm" ? 12 : 0)
        default: return .other
        }
        if clock.hour == 24 { return .impossible("the day ends at 23:59; write 00:00 of the next day") }
        guard clock.hour <= 23 else { return .impossible("hours go from 00 to 23") }
        guard clock.minute <= 59 else { return .impossible("minutes go from 00 to 59") }
        guard clock.second <= 59 else { return .impossible("seconds go from 00 to 59") }
        return .clock(clock)
    }
}
