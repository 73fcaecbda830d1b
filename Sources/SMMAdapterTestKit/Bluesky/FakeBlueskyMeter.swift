import SMMAdapterKit
import SMMModel

/// What is used of one budget in its window.
struct FakeBlueskyMeter: Sendable {
    private var from = Instant(milliseconds: 0)
    private var used = 0

    /// Takes `points`; a 429 when there are not so many left. The fields tell the state afterwards.
    mutating func take(
        _ points: Int, of limit: Int, in window: Milliseconds, _ rules: FakeBlueskyRules, now: Instant
    ) throws(FakeBlueskyRefusal) -> [HTTPField] {
        if now - from >= window || now < from {
            from = now
            used = 0
        }
        let fits = used + points <= limit
        if fits { used += points }
        let end = from + window
        var fields: [HTTPField] = []
        if rules.hasRateHeaders {
            fields = [
                HTTPField("RateLimit-Limit", "\(limit)"), HTTPField("RateLimit-Remaining", "\(max(0, limit - used))"),
                HTTPField("RateLimit-Reset", "\(Self.seconds(end.milliseconds))"),
                HTTPField("RateLimit-Policy", "\(limit);w=\(window.count / 1000)"),
            ]
        }
        guard !fits else { return fields }
        var refusal = FakeBlueskyRefusal(429, "RateLimitExceeded", "Rate Limit Exceeded")
        refusal.headers = fields
        if rules.hasRetryAfter {
            refusal.headers.append(HTTPField("Retry-After", "\(Self.seconds((end - now).count))"))
        }
        throw refusal
    }

    /// Whole seconds, rounded up.
    private static func seconds(_ milliseconds: Int64) -> Int64 {
        milliseconds / 1000 + (milliseconds % 1000 > 0 ? 1 : 0)
    }
}
