import SMMModel

/// Reads a span of time as people write it: `10 minutes`, `1h30m`, `2 days and 4 hours`, `an hour`.
struct SpanReader {
    /// A span: days of the calendar, which keep the time of day, and exact time.
    struct Span: Hashable {
        var days = 0
        var exact = Milliseconds.zero
    }

    /// Reads all of `text`, which is in lower case; nil when it is no span.
    static func read(_ text: String) -> Span? {
        var cursor = CharacterCursor(text.utf8)
        var span = Span()
        var parts = 0
        cursor.spaces()
        while !cursor.isAtEnd {
            guard parts < 6, let count = count(&cursor, isFirst: parts == 0) else { return nil }
            cursor.spaces()
            switch cursor.word() {
            case "s", "sec", "secs", "second", "seconds": span.exact = span.exact + .seconds(count)
            case "m", "min", "mins", "minute", "minutes": span.exact = span.exact + .minutes(count)
            case "h", "hr", "hrs", "hour", "hours": span.exact = span.exact + .hours(count)
            case "d", "day", "days": span.days += Int(count)
            case "w", "wk", "wks", "week", "weeks": span.days += Int(count) * 7
            default: return nil
            }
            parts += 1
            cursor.spaces()
        }
        return parts == 0 ? nil : span
    }

    /// A number of at most seven digits, `a` or `an`; between parts an `and` or a comma may stand.
    private static func count(_ cursor: inout CharacterCursor, isFirst: Bool) -> Int64? {
        if !isFirst, cursor.accept(",") != nil { cursor.spaces() }
        if let digits = cursor.digitRun(1...7) { return Int64(digits.value) }
        var word = cursor.word()
        if !isFirst, word == "and" {
            guard cursor.spaces() > 0 else { return nil }
            if let digits = cursor.digitRun(1...7) { return Int64(digits.value) }
            word = cursor.word()
        }
        return ["a", "an", "one"].contains(word) ? 1 : nil
    }
}

extension Milliseconds {
    /// The sum of two spans; saturates.
    fileprivate static func + (left: Milliseconds, right: Milliseconds) -> Milliseconds {
        let (sum, overflow) = left.count.addingReportingOverflow(right.count)
        return Milliseconds(count: overflow ? (left.count < 0 ? .min : .max) : sum)
    }
}
