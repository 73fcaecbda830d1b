import SMMModel
import SMMTime

/// Times as servers write them.
enum FakeMastodonTime {
    /// `2026-11-24T08:30:00.250Z`
    static func milliseconds(_ instant: Instant) -> String { whole(instant) + "." + fraction(instant) + "Z" }

    /// `2026-11-24T08:30:00.250417Z`
    static func microseconds(_ instant: Instant) -> String { whole(instant) + "." + fraction(instant) + "417Z" }

    /// `2026-11-24`
    static func day(_ instant: Instant) -> String { String(whole(instant).prefix(10)) }

    private static func rest(_ instant: Instant) -> Int64 { ((instant.milliseconds % 1000) + 1000) % 1000 }

    private static func whole(_ instant: Instant) -> String {
        String(ISO8601.format(instant - Milliseconds(count: rest(instant))).dropLast())
    }

    private static func fraction(_ instant: Instant) -> String {
        let digits = "\(rest(instant))"
        return String(repeating: "0", count: 3 - digits.count) + digits
    }
}
