/// A moment in time: whole milliseconds since 1970-01-01T00:00:00Z, leap seconds ignored (POSIX time).
///
/// The database, the API and the timer wheel all speak in this unit, so that no value is rounded on its way.
package struct Instant: Hashable, Comparable, Sendable, Codable {
    /// Milliseconds since the Unix epoch; negative before it.
    package var milliseconds: Int64

    /// An instant from milliseconds since the Unix epoch.
    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// An instant from whole seconds since the Unix epoch; saturates instead of trapping.
    package init(seconds: Int64) {
        let (value, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        self.milliseconds = overflow ? (seconds < 0 ? .min : .max) : value
    }

    /// Encoded as a bare integer.
    package init(from decoder: any Decoder) throws {
        self.milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    /// Encoded as a bare integer.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }

    /// Orders by time.
    package static func < (left: Instant, right: Instant) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// The instant `duration` later; saturates instead of trapping.
    package static func + (instant: Instant, duration: Milliseconds) -> Instant {
        let (value, overflow) = instant.milliseconds.addingReportingOverflow(duration.count)
        return Instant(milliseconds: overflow ? (duration.count < 0 ? .min : .max) : value)
    }

    /// The instant `duration` earlier; saturates instead of trapping.
    package static func - (instant: Instant, duration: Milliseconds) -> Instant {
        let (value, overflow) = instant.milliseconds.subtractingReportingOverflow(duration.count)
        return Instant(milliseconds: overflow ? (duration.count < 0 ? .max : .min) : value)
    }

    /// The time from `earlier` to `later`; saturates instead of trapping.
    package static func - (later: Instant, earlier: Instant) -> Milliseconds {
        let (value, overflow) = later.milliseconds.subtractingReportingOverflow(earlier.milliseconds)
        return Milliseconds(count: overflow ? (later < earlier ? .min : .max) : value)
    }
}
