import SMMAdapterKit
import SMMModel

/// A form in which a server says how long to wait.
struct ConformanceLimit {
    let name: String
    let headers: [HTTPField]
    /// The exact wait, where the form leaves no choice; nil for any within a second and a day.
    let wait: Milliseconds?

    /// The forms of RELIABILITY F32, at `now`.
    static func forms(at now: Instant) -> [ConformanceLimit] {
        let seconds = now.milliseconds / 1000 + 90
        let after: (String, String, Milliseconds?) -> ConformanceLimit = { name, value, wait in
            ConformanceLimit(name: name, headers: [HTTPField("Retry-After", value)], wait: wait)
        }
        let reset: (String, String, String, Milliseconds?) -> ConformanceLimit = { name, family, value, wait in
            ConformanceLimit(
                name: name,
                headers: [HTTPField(family + "-Remaining", "0"), HTTPField(family + "-Reset", value)], wait: wait)
        }
        return [
            after("seconds", "120", .seconds(120)), after("zero", "0", .seconds(1)),
            after("negative", "-5", .seconds(1)), after("ten years", "315360000", .hours(24)),
            after("too many digits", "99999999999999999999", .hours(24)), after("garbage", "soon", nil),
            after("empty", "", nil), after("past date", "Sun, 06 Nov 1994 08:49:37 GMT", .seconds(1)),
            after("future date", "Fri, 31 Dec 2100 23:59:59 GMT", .hours(24)),
            ConformanceLimit(
                name: "two", headers: [HTTPField("Retry-After", "10"), HTTPField("retry-after", "20")],
                wait: .seconds(20)),
            reset("delta seconds", "X-RateLimit", "45", .seconds(45)),
            reset("epoch seconds", "X-RateLimit", "\(seconds)", nil),
            reset("epoch milliseconds", "X-RateLimit", "\(seconds)000", nil),
            reset("ISO 8601", "X-RateLimit", "2099-01-01T00:00:00.123456Z", .hours(24)),
            reset("draft", "RateLimit", "30", .seconds(30)),
            reset("X", "x-rate-limit", "\(seconds)", nil),
            ConformanceLimit(name: "absent", headers: [], wait: nil),
        ]
    }
}
