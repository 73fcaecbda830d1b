import SMMModel

/// Makes ids in the server's own form, each greater than the one before.
struct FakeMastodonIDs: Sendable {
    private var last: Int64 = 0
    private var small = 0

    /// The next id of a status at `now`.
    mutating func status(_ form: FakeMastodonRules.IDs, now: Instant) -> String { next(form, now: now) }

    /// The next id of anything else at `now`.
    mutating func other(_ form: FakeMastodonRules.IDs, now: Instant) -> String {
        guard form == .small else { return next(form, now: now) }
        small += 1
        return "\(small)"
    }

    /// An id as if it had been made at `past`; it may be smaller than those before.
    mutating func backdated(_ form: FakeMastodonRules.IDs, to past: Instant) -> String {
        small += 1
        return Self.text(form, Self.clamped(past) << 16 | Int64(small & 0xFFFF))
    }

    private mutating func next(_ form: FakeMastodonRules.IDs, now: Instant) -> String {
        last = max(last &+ 1, Self.clamped(now) << 16)
        return Self.text(form, last)
    }

    private static func clamped(_ now: Instant) -> Int64 { max(0, min(now.milliseconds, (1 << 46) - 1)) }

    /// Whether the first id is older: by length, then by bytes (Mastodon's guidelines).
    static func isOlder(_ left: String, _ right: String) -> Bool {
        let (one, other) = (left.utf8.count, right.utf8.count)
        return one == other ? left.utf8.lexicographicallyPrecedes(right.utf8) : one < other
    }

    private static func text(_ form: FakeMastodonRules.IDs, _ value: Int64) -> String {
        switch form {
        case .snowflake, .small: "\(value)"
        case .ulid: "01" + digits(value, "0123456789ABCDEFGHJKMNPQRSTVWXYZ", 24)
        case .flake: "A" + digits(value, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", 17)
        }
    }

    private static func digits(_ value: Int64, _ alphabet: String, _ width: Int) -> String {
        let letters = Array(alphabet)
        var rest = value
        var text: [Character] = []
        for _ in 0..<width {
            text.append(letters[Int(rest % Int64(letters.count))])
            rest /= Int64(letters.count)
        }
        return String(text.reversed())
    }
}
