package import SMMModel
import SMMTime

/// Reads what an answer's headers say about waiting, in every form servers are known to use.
///
/// Forms: Retry-After in seconds or as an HTTP date (RFC 9110 sections 10.2.3 and 5.6.7), also doubled;
/// `X-RateLimit-*`, `RateLimit-*`, `X-Rate-Limit-*` with a reset in seconds from now, epoch seconds, epoch
/// milliseconds or ISO 8601; `-Reset-After`; and the single `RateLimit` field of the IETF draft. Dates and epochs are
/// taken against the server's own `Date`, so that a wrong clock on either side does not count. Whatever is found is
/// clamped, so that neither a negative number nor ten years is obeyed.
package struct RateHeaders: Sendable, Hashable {
    /// The shortest wait that is believed.
    package var minimum: Milliseconds
    /// The longest wait that is believed.
    package var maximum: Milliseconds

    /// A reader that clamps to `minimum…maximum`.
    package init(minimum: Milliseconds = .seconds(1), maximum: Milliseconds = .hours(24)) {
        self.minimum = minimum
        self.maximum = max(minimum, maximum)
    }

    /// How long a refused request must wait; nil when no header says so in a readable form.
    ///
    /// Retry-After goes before the reset of a limit; of several values the longest wins, as the safer one.
    package func wait(_ headers: [HTTPField], now: Instant) -> Milliseconds? {
        let fields = RateFields(headers)
        let server = serverTime(fields, now: now)
        if let longest = fields.retryAfter.compactMap({ wait(retryAfter: $0, server: server) }).max() {
            return clamped(longest)
        }
        let resets = fields.limits.compactMap { limit -> Milliseconds? in
            guard (limit.remaining ?? 0) <= 0 else { return nil }
            return limit.reset.flatMap { wait(reset: $0, server: server) }
        }
        if let longest = resets.max() { return clamped(longest) }
        return fields.limits.compactMap { $0.reset.flatMap { wait(reset: $0, server: server) } }.min().map(clamped)
    }

    /// What is left to spend, of the limit closest to exhaustion; nil when no header tells both rest and reset.
    package func budget(_ headers: [HTTPField], now: Instant) -> RateBudget? {
        let fields = RateFields(headers)
        guard !fields.limits.isEmpty else { return nil }
        let server = serverTime(fields, now: now)
        let budgets = fields.limits.compactMap { limit -> RateBudget? in
            guard let remaining = limit.remaining, let wait = limit.reset.flatMap({ wait(reset: $0, server: server) })
            else { return nil }
            return RateBudget(limit: limit.limit, remaining: max(0, remaining), resetAt: now + clamped(wait))
        }
        return budgets.min { ($0.remaining, $1.resetAt) < ($1.remaining, $0.resetAt) }
    }

    private func clamped(_ wait: Milliseconds) -> Milliseconds { min(max(wait, minimum), maximum) }

    /// The server's clock, where it tells one that can be true.
    private func serverTime(_ fields: RateFields, now: Instant) -> Instant {
        guard let text = fields.date, let date = HTTPDate.parse(text, now: now) else { return now }
        let difference = (date - now).count
        return abs(difference == .min ? .max : difference) <= Milliseconds.hours(24).count ? date : now
    }

    private func wait(retryAfter text: String, server: Instant) -> Milliseconds? {
        if let number = HeaderNumber(text), !text.utf8.contains(UInt8(ascii: ";")) {
            return Milliseconds(count: number.scaled)
        }
        return (HTTPDate.parse(text, now: server) ?? ISO8601.instant(trimmed(text))).map { $0 - server }
    }

    private func wait(reset: RateReset, server: Instant) -> Milliseconds? {
        switch reset {
        case .after(let text):
            return HeaderNumber(text).map { Milliseconds(count: $0.scaled) }
        case .at(let text):
            guard let number = HeaderNumber(text) else {
                return (ISO8601.instant(trimmed(text)) ?? HTTPDate.parse(text, now: server)).map { $0 - server }
            }
            return wait(number: number, server: server)
        }
    }

    /// A bare number is a span below 10⁹ (31 years), epoch seconds below 10¹¹, then epoch milliseconds, then finer.
    private func wait(number: HeaderNumber, server: Instant) -> Milliseconds {
        if number.isNegative || number.whole < 1_000_000_000 { return Milliseconds(count: number.scaled) }
        if number.whole < 100_000_000_000 { return Instant(milliseconds: number.scaled) - server }
        if number.whole < 100_000_000_000_000 { return Instant(milliseconds: number.whole) - server }
        if number.whole < 100_000_000_000_000_000 { return Instant(milliseconds: number.whole / 1000) - server }
        return Instant(milliseconds: number.whole / 1_000_000) - server
    }

    private func trimmed(_ text: String) -> Substring {
        let blank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        let head = text.drop(while: blank)
        guard let last = head.lastIndex(where: { !blank($0) }) else { return "" }
        return head[...last]
    }
}
