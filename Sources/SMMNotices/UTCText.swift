import Glibc
import SMMModel

/// Instants in UTC, spelt without regard to any locale.
enum UTCText {
    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// `Mon, 23 Nov 2026 10:00:00 +0000` (RFC 5322 section 3.3).
    static func mailDate(_ instant: Instant) -> String {
        let parts = parts(instant)
        let weekday = name(weekdays, parts.tm_wday)
        let month = name(months, parts.tm_mon)
        return "\(weekday), \(two(parts.tm_mday)) \(month) \(parts.tm_year + 1900) "
            + "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)) +0000"
    }

    /// `2026-11-23 10:00 UTC`.
    static func minute(_ instant: Instant) -> String {
        let parts = parts(instant)
        return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday)) "
            + "\(two(parts.tm_hour)):\(two(parts.tm_min)) UTC"
    }

    /// A time outside the years 1970 to 9999 reads as the nearest of them: no notice is of such a time.
    private static func parts(_ instant: Instant) -> tm {
        var seconds = time_t(min(max(instant.milliseconds, 0), 253_402_300_799_000) / 1000)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        return parts
    }

    private static func name(_ names: [String], _ index: Int32) -> String {
        names.indices.contains(Int(index)) ? names[Int(index)] : ""
    }

    private static func two(_ number: Int32) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
