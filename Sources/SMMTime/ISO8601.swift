package import SMMModel

/// ISO 8601 dates and times in the profile people and interfaces use (RFC 3339 and its usual relaxations).
package enum ISO8601 {
    /// Reads `2026-11-24`, `2026-11-24T09:30`, `2026-11-24 09:30:15.250`, with or without `Z` or `±hh:mm` at the end.
    ///
    /// Second 60 is read as 59. Fractions count to the millisecond, further digits are dropped. nil for anything else:
    /// week and ordinal dates, and the basic format without hyphens, are not read.
    package static func parse(_ text: some StringProtocol) -> Timestamp? {
        guard text.utf8.count <= 64 else { return nil }
        var cursor = CharacterCursor(text.utf8)
        guard let date = date(&cursor) else { return nil }
        if cursor.isAtEnd { return .date(date) }
        guard cursor.accept("T", "t", " ") != nil, let clock = clock(&cursor),
            let wall = WallTime(date: date, hour: clock.hour, minute: clock.minute, second: clock.second)
        else { return nil }
        if cursor.isAtEnd { return .wall(wall) }
        guard let offset = offset(&cursor), cursor.isAtEnd else { return nil }
        return .instant(wall.instant(offset: offset) + .milliseconds(Int64(clock.milliseconds)), offset: offset)
    }

    /// Reads an RFC 3339 time, which always names its offset.
    package static func instant(_ text: some StringProtocol) -> Instant? {
        guard case .instant(let instant, _) = parse(text) else { return nil }
        return instant
    }

    /// `2026-11-24T08:30:00Z`, with `.250` only where there are milliseconds.
    package static func format(_ instant: Instant) -> String {
        var writer = DigitWriter()
        write(instant, offset: 0, to: &writer)
        writer.add("Z")
        return writer.text
    }

    /// `2026-11-24T09:30:00+01:00`: the instant as a zone's clocks show it, with their offset.
    package static func format(_ instant: Instant, in zone: Zone) -> String {
        let offset = zone.offset(at: instant).seconds
        var writer = DigitWriter()
        write(instant, offset: offset, to: &writer)
        write(offset: offset, to: &writer)
        return writer.text
    }

    /// `+01:00`; seconds are added only where an offset of old has some.
    package static func format(offset: Int) -> String {
        var writer = DigitWriter()
        write(offset: offset, to: &writer)
        return writer.text
    }

    private static func write(offset: Int, to writer: inout DigitWriter) {
        let size = abs(offset)
        writer.add(offset < 0 ? "-" : "+")
        writer.add(size / 3600, 2)
        writer.add(":")
        writer.add(size / 60 % 60, 2)
        guard size % 60 != 0 else { return }
        writer.add(":")
        writer.add(size % 60, 2)
    }

    private static func write(_ instant: Instant, offset: Int, to writer: inout DigitWriter) {
        let (second, rest) = floorDivide(instant.milliseconds, by: 1000)
        WallTime(secondsSinceEpoch: second + Int64(offset)).write(to: &writer)
        guard rest != 0 else { return }
        writer.add(".")
        writer.add(Int(rest), 3)
    }

    private static func date(_ cursor: inout CharacterCursor) -> CalendarDate? {
        guard let year = cursor.digits(4), cursor.accept("-") != nil,
            let month = cursor.digits(2), cursor.accept("-") != nil,
            let day = cursor.digits(2)
        else { return nil }
        return CalendarDate(year: year, month: month, day: day)
    }

    private static func clock(
        _ cursor: inout CharacterCursor
    ) -> (hour: Int, minute: Int, second: Int, milliseconds: Int)? {
        guard let hour = cursor.digits(2), cursor.accept(":") != nil, let minute = cursor.digits(2) else { return nil }
        guard cursor.accept(":") != nil else { return (hour, minute, 0, 0) }
        guard let second = cursor.digits(2) else { return nil }
        guard cursor.accept(".", ",") != nil else { return (hour, minute, second, 0) }
        guard let fraction = cursor.digitRun(1...9) else { return nil }
        var milliseconds = fraction.value
        for _ in 0..<max(0, 3 - fraction.count) { milliseconds *= 10 }
        for _ in 0..<max(0, fraction.count - 3) { milliseconds /= 10 }
        return (hour, minute, second, milliseconds)
    }

    private static func offset(_ cursor: inout CharacterCursor) -> Int? {
        if cursor.accept("Z", "z") != nil { return 0 }
        guard let sign = cursor.accept("+", "-"), let hour = cursor.digits(2), hour <= 25 else { return nil }
        var size = hour * 3600
        if !cursor.isAtEnd {
            _ = cursor.accept(":")
            guard let minute = cursor.digits(2), minute <= 59 else { return nil }
            size += minute * 60
        }
        if cursor.accept(":") != nil {
            guard let second = cursor.digits(2), second <= 59 else { return nil }
            size += second
        }
        return sign == UInt8(ascii: "-") ? -size : size
    }
}
