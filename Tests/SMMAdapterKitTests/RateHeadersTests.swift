import SMMAdapterKit
import SMMModel
import Testing

/// 2026-11-23T10:00:00Z, 1,795,428,000 s after the epoch.
private let now = Instant(seconds: 1_795_428_000)

/// Headers as `name: value` lines, and the wait they must come to.
private struct Form: CustomTestStringConvertible, Sendable {
    let lines: [String]
    let wait: Milliseconds?

    init(_ lines: String..., wait: Milliseconds?) {
        self.lines = lines
        self.wait = wait
    }

    var headers: [HTTPField] {
        lines.map { line in
            let sides = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            return HTTPField(String(sides[0]), String(sides[1].drop { $0 == " " }))
        }
    }
    var testDescription: String { lines.isEmpty ? "no header" : lines.joined(separator: " | ") }
}

private let day = Milliseconds.hours(24)

private let forms: [Form] = [
    // Retry-After in seconds
    Form(wait: nil),
    Form("Retry-After: 120", wait: .seconds(120)),
    Form("retry-after: 120", wait: .seconds(120)),
    Form("RETRY-AFTER:   7  ", wait: .seconds(7)),
    Form("Retry-After: 0", wait: .seconds(1)),
    Form("Retry-After: 1", wait: .seconds(1)),
    Form("Retry-After: -5", wait: .seconds(1)),
    Form("Retry-After: 86400", wait: day),
    Form("Retry-After: 86401", wait: day),
    Form("Retry-After: 315360000", wait: day),
    Form("Retry-After: 1795428060", wait: day),
    Form("Retry-After: 99999999999999999999999999", wait: day),
    Form("Retry-After: -99999999999999999999999999", wait: .seconds(1)),
    Form("Retry-After: 1.5", wait: .milliseconds(1500)),
    Form("Retry-After: 64.57899", wait: .milliseconds(64_578)),
    Form("Retry-After: 0.25", wait: .seconds(1)),
    Form("Retry-After: 0120", wait: .seconds(120)),
    // garbage
    Form("Retry-After:", wait: nil),
    Form("Retry-After: soon", wait: nil),
    Form("Retry-After: 10s", wait: nil),
    Form("Retry-After: 1e9", wait: nil),
    Form("Retry-After: +5", wait: nil),
    Form("Retry-After: .", wait: nil),
    Form("Retry-After: -", wait: nil),
    Form("Retry-After: --5", wait: nil),
    Form("Retry-After: 5-", wait: nil),
    Form("Retry-After: 1.2.3", wait: nil),
    Form("Retry-After: ١٢", wait: nil),
    Form("Retry-After: 0x10", wait: nil),
    Form("Retry-After: Mon, 99 Nov 2026 10:05:00 GMT", wait: nil),
    Form("Retry-After: 5;q=1", wait: nil),
    // the three date forms, and ISO 8601
    Form("Retry-After: Mon, 23 Nov 2026 10:05:00 GMT", wait: .minutes(5)),
    Form("Retry-After: Monday, 23-Nov-26 10:05:00 GMT", wait: .minutes(5)),
    Form("Retry-After: Mon Nov 23 10:05:00 2026", wait: .minutes(5)),
    Form("Retry-After: 2026-11-23T10:05:00Z", wait: .minutes(5)),
    Form("Retry-After: 2026-11-23T11:05:00+01:00", wait: .minutes(5)),
    Form("Retry-After: Mon, 23 Nov 2026 09:00:00 GMT", wait: .seconds(1)),
    Form("Retry-After: Tue, 23 Nov 2027 10:00:00 GMT", wait: day),
    Form("Retry-After: Sun, 06 Nov 1994 08:49:37 GMT", wait: .seconds(1)),
    // against the server's own clock
    Form(
        "Date: Mon, 23 Nov 2026 11:00:00 GMT", "Retry-After: Mon, 23 Nov 2026 11:00:30 GMT", wait: .seconds(30)),
    Form("Date: Mon, 23 Nov 2026 09:00:00 GMT", "Retry-After: Mon, 23 Nov 2026 09:02:00 GMT", wait: .minutes(2)),
    Form("Date: yesterday", "Retry-After: Mon, 23 Nov 2026 10:05:00 GMT", wait: .minutes(5)),
    Form(
        "Date: Thu, 01 Jan 1970 00:00:00 GMT", "Retry-After: Mon, 23 Nov 2026 10:05:00 GMT", wait: .minutes(5)),
    Form("Date: Mon, 23 Nov 2026 11:00:00 GMT", "Retry-After: 30", wait: .seconds(30)),
    Form("Date: Mon, 23 Nov 2026 10:30:00 GMT", "X-RateLimit-Reset: 1795429860", wait: .minutes(1)),
    // two of them
    Form("Retry-After: 10", "Retry-After: 20", wait: .seconds(20)),
    Form("Retry-After: 20", "Retry-After: 10", wait: .seconds(20)),
    Form("Retry-After: 10, 20", wait: .seconds(20)),
    Form("Retry-After: 60", "Retry-After: Mon, 23 Nov 2026 10:00:30 GMT", wait: .seconds(60)),
    Form("Retry-After: later", "Retry-After: 15", wait: .seconds(15)),
    // X-RateLimit-*
    Form("X-RateLimit-Reset: 45", wait: .seconds(45)),
    Form("X-RateLimit-Reset: 1795428090", wait: .seconds(90)),
    Form("X-RateLimit-Reset: 1795428090.5", wait: .milliseconds(90_500)),
    Form("X-RateLimit-Reset: 1795428090000", wait: .seconds(90)),
    Form("X-RateLimit-Reset: 1795428090000000", wait: .seconds(90)),
    Form("X-RateLimit-Reset: 1795428090000000000", wait: .seconds(90)),
    Form("X-RateLimit-Reset: 2026-11-23T10:01:30.123456Z", wait: .milliseconds(90_123)),
    Form("X-RateLimit-Reset: 2026-11-23T10:01:30Z", wait: .seconds(90)),
    Form("X-RateLimit-Reset: Mon, 23 Nov 2026 10:01:30 GMT", wait: .seconds(90)),
    Form("X-RateLimit-Reset: 0", wait: .seconds(1)),
    Form("X-RateLimit-Reset: -3", wait: .seconds(1)),
    Form("X-RateLimit-Reset: 1795427000", wait: .seconds(1)),
    Form("X-RateLimit-Reset: 9999999999999999999999", wait: day),
    Form("X-RateLimit-Reset: never", wait: nil),
    Form("X-RateLimit-Limit: 300", "X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 45", wait: .seconds(45)),
    Form("X-RateLimit-Reset: 1795428999", "X-RateLimit-Reset-After: 12.25", wait: .milliseconds(12_250)),
    Form("X-RateLimit-Reset-After: 12.25", "X-RateLimit-Reset: 1795428999", wait: .milliseconds(12_250)),
    Form("X-Ratelimit-Remaining: 0.0", "X-Ratelimit-Reset: 321", wait: .seconds(321)),
    Form("Retry-After: 10", "X-RateLimit-Reset: 45", wait: .seconds(10)),
    Form("Retry-After: soon", "X-RateLimit-Reset: 45", wait: .seconds(45)),
    // RateLimit-* and x-rate-limit-*
    Form("RateLimit-Reset: 30", wait: .seconds(30)),
    Form("RateLimit-Reset: 1795428030", "RateLimit-Policy: 5000;w=3600", wait: .seconds(30)),
    Form("RateLimit-Limit: 100, 100;w=60", "RateLimit-Remaining: 0", "RateLimit-Reset: 30", wait: .seconds(30)),
    Form("RateLimit: limit=100, remaining=0, reset=30", wait: .seconds(30)),
    Form("RateLimit: \"default\";r=0;t=30", wait: .seconds(30)),
    Form("RateLimit: \"minute\";r=0;t=30, \"day\";r=0;t=7200", wait: .hours(2)),
    Form("RateLimit: nonsense", wait: nil),
    Form("x-rate-limit-limit: 50", "x-rate-limit-remaining: 0", "x-rate-limit-reset: 1795428900", wait: .minutes(15)),
    Form(
        "x-rate-limit-remaining: 12", "x-rate-limit-reset: 1795428900", "x-app-limit-24hour-remaining: 0",
        "x-app-limit-24hour-reset: 1795431600", wait: .hours(1)),
    Form("x-rate-limit-remaining: 12", "x-rate-limit-reset: 1795428900", wait: .minutes(15)),
    // nothing that counts
    Form("X-RateLimit-Limit: 300", "X-RateLimit-Remaining: 0", wait: nil),
    Form("X-Reset: 30", wait: nil),
    Form("Content-Type: application/json", wait: nil),
    Form(": 5", wait: nil),
]

@Suite("Waiting headers")
struct RateHeadersTests {
    @Test("there are at least 60 forms in the table")
    func enough() {
        #expect(forms.count >= 60)
    }

    @Test("the wait after a refusal is read from every form and clamped", arguments: forms)
    private func wait(form: Form) {
        #expect(RateHeaders().wait(form.headers, now: now) == form.wait)
    }

    @Test("the bounds are a parameter")
    func bounds() {
        let reader = RateHeaders(minimum: .seconds(10), maximum: .minutes(1))
        #expect(reader.wait([HTTPField("Retry-After", "1")], now: now) == .seconds(10))
        #expect(reader.wait([HTTPField("Retry-After", "600")], now: now) == .minutes(1))
        #expect(RateHeaders(minimum: .hours(2), maximum: .hours(1)).maximum == .hours(2))
    }

    @Test("the budget is that of the limit closest to exhaustion")
    func budget() {
        let headers = [
            HTTPField("X-RateLimit-Limit", "300"), HTTPField("X-RateLimit-Remaining", "250"),
            HTTPField("X-RateLimit-Reset", "2026-11-23T10:05:00.000001Z"),
            HTTPField("x-app-limit-24hour-limit", "50"), HTTPField("x-app-limit-24hour-remaining", "3"),
            HTTPField("x-app-limit-24hour-reset", "1795431600"),
        ]
        #expect(
            RateHeaders().budget(headers, now: now)
                == RateBudget(limit: 50, remaining: 3, resetAt: now + .hours(1)))
    }

    @Test("of two limits equally spent the later reset counts")
    func tie() {
        let headers = [
            HTTPField("RateLimit", "\"minute\";r=0;t=30, \"day\";r=0;t=7200"), HTTPField("RateLimit-Policy", "x;q=1"),
        ]
        #expect(RateHeaders().budget(headers, now: now)?.resetAt == now + .hours(2))
    }

    @Test("a budget needs both what is left and when it begins anew")
    func incomplete() {
        #expect(RateHeaders().budget([], now: now) == nil)
        #expect(RateHeaders().budget([HTTPField("X-RateLimit-Remaining", "3")], now: now) == nil)
        #expect(RateHeaders().budget([HTTPField("X-RateLimit-Reset", "3")], now: now) == nil)
        let odd = [HTTPField("X-RateLimit-Remaining", "many"), HTTPField("X-RateLimit-Reset", "3")]
        #expect(RateHeaders().budget(odd, now: now) == nil)
    }

    @Test("a negative rest is none, and decimals are cut")
    func rest() {
        let reset = HTTPField("X-RateLimit-Reset", "60")
        let reader = RateHeaders()
        #expect(reader.budget([HTTPField("X-RateLimit-Remaining", "-4"), reset], now: now)?.remaining == 0)
        #expect(reader.budget([HTTPField("X-RateLimit-Remaining", "59.9"), reset], now: now)?.remaining == 59)
    }
}
