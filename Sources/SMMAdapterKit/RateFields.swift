/// The headers that matter for waiting, picked out in one pass.
struct RateFields {
    /// All values of Retry-After.
    private(set) var retryAfter: [String] = []
    /// The server's clock.
    private(set) var date: String?
    /// The limits, one per family of headers.
    var limits: [RateLimitFields] { families.values.map { $0 } + drafts }

    private var families: [String: RateLimitFields] = [:]
    private var drafts: [RateLimitFields] = []

    init(_ headers: [HTTPField]) {
        for field in headers {
            // Only D…, R… and X… names matter, and almost no answer has many of them: decide before lower-casing.
            guard let first = field.name.utf8.first, Self.initials.contains(first) else { continue }
            take(field.name.lowercased(), field.value)
        }
    }

    private static let initials = Set("dDrRxX".utf8)

    private mutating func take(_ name: String, _ value: String) {
        switch name {
        case "retry-after": retryAfter += Self.retryItems(value)
        case "date": date = value
        case "ratelimit": drafts += Self.draftItems(value)
        default:
            guard name.contains("limit") else { return }
            for (suffix, kind) in Self.suffixes where name.hasSuffix(suffix) {
                take(kind, family: String(name.dropLast(suffix.count)), value)
                return
            }
        }
    }

    private enum Kind { case limit, remaining, reset, resetAfter }
    private static let suffixes: [(String, Kind)] = [
        ("-reset-after", .resetAfter), ("-reset", .reset), ("-remaining", .remaining), ("-limit", .limit),
    ]

    private mutating func take(_ kind: Kind, family: String, _ value: String) {
        var fields = families[family] ?? RateLimitFields()
        let number = HeaderNumber(value).map { $0.isNegative ? -$0.whole : $0.whole }
        switch kind {
        case .limit: fields.limit = number ?? fields.limit
        case .remaining: fields.remaining = [number, fields.remaining].compactMap { $0 }.min()
        case .resetAfter: fields.reset = .after(value)
        case .reset:
            // -Reset-After does not depend on any clock and wins over -Reset.
            if case .after = fields.reset { break }
            fields.reset = .at(value)
        }
        families[family] = fields
    }

    /// `120, 240` is two values; a date has a comma of its own.
    private static func retryItems(_ value: String) -> [String] {
        let items = value.split(separator: ",").map(String.init)
        return items.allSatisfy { HeaderNumber($0) != nil } ? items : [value]
    }

    /// `limit=100, remaining=50, reset=30` (drafts 3 to 7) or `"name";r=50;t=30` (draft 8 and later).
    private static func draftItems(_ value: String) -> [RateLimitFields] {
        var named = RateLimitFields()
        var items: [RateLimitFields] = []
        for item in value.split(separator: ",") {
            var parameters = RateLimitFields()
            for pair in item.split(separator: ";") {
                let sides = pair.split(separator: "=", maxSplits: 1)
                guard sides.count == 2, let number = HeaderNumber(sides[1]) else { continue }
                let amount = number.isNegative ? -number.whole : number.whole
                switch sides[0].filter({ $0 != " " }).lowercased() {
                case "limit": named.limit = amount
                case "remaining": named.remaining = amount
                case "reset": named.reset = .after(String(sides[1]))
                case "q": parameters.limit = amount
                case "r": parameters.remaining = amount
                case "t": parameters.reset = .after(String(sides[1]))
                default: continue
                }
            }
            if parameters != RateLimitFields() { items.append(parameters) }
        }
        if named != RateLimitFields() { items.append(named) }
        return items
    }
}
