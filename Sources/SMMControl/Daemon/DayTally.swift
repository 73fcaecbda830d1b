import SMMDatabase
import SMMModel
import SMMStore

/// Counts what the record says of the last day and which posts are drafts, reading each event once.
struct DayTally: Sendable {
    /// What happened to a brand's operations in a span of time.
    struct Ends: Sendable, Hashable {
        var published = 0
        var failed = 0
    }

    private struct Drafts: Sendable {
        var brand: Int64
        var count: Int
    }

    /// Events are kept by the ten minutes, so that a busy day takes 144 places for each brand.
    private static let span: Int64 = 600_000
    private static let day: Int64 = 86_400_000
    /// More than this is not read backwards after a start: the counts then begin later than a day ago.
    private static let maximumBackwards = 200_000
    private static let step = 2000

    private var sequence: Int64
    private var spans: [Int64: [Int64: Ends]] = [:]
    private var drafts: [Int64: Drafts] = [:]

    /// Reads the last day and every draft.
    init(now: Instant, in tx: any ReadTransaction) throws {
        sequence = try EventLog.lastSequence(in: tx)
        var before = sequence + 1
        var read = 0
        let from = now.milliseconds - Self.day
        reading: while read < Self.maximumBackwards {
            var rows = 0
            var isOld = false
            try tx.forEach(StatusRows.eventsBefore, [.integer(before), .integer(Int64(Self.step))]) { row in
                rows += 1
                before = try row.int64(0)
                let at = try row.int64(1)
                isOld = at < from
                if !isOld { count(try row.text(3), at: at, brand: try row.int64(2)) }
            }
            read += rows
            if rows < Self.step || isOld { break reading }
        }
        try readDrafts(tx)
    }

    /// Reads on from where it stands.
    mutating func catchUp(now: Instant, in tx: any ReadTransaction) throws {
        while true {
            var rows = 0
            var touched: Set<Int64> = []
            var isAccountChanged = false
            try tx.forEach(StatusRows.events, [.integer(sequence), .integer(Int64(Self.step))]) { row in
                rows += 1
                sequence = try row.int64(0)
                let verb = try row.text(3)
                count(verb, at: try row.int64(1), brand: try row.int64(2))
                isAccountChanged = isAccountChanged || verb.hasPrefix("account.")
                if Self.mayTouchDrafts(verb, after: try row.optionalText(5)), let post = try row.optionalInt64(4) {
                    touched.insert(post)
                }
            }
            // An account that goes takes the drafts for it along, without an event for each.
            if isAccountChanged { try readDrafts(tx) } else { for post in touched { try look(at: post, in: tx) } }
            if rows < Self.step { break }
        }
        let oldest = (now.milliseconds - Self.day) / Self.span
        spans = spans.filter { $0.key >= oldest }
    }

    /// What the last day brought, by brand.
    func ends(now: Instant) -> [Int64: Ends] {
        let oldest = (now.milliseconds - Self.day) / Self.span
        var sums: [Int64: Ends] = [:]
        for (span, brands) in spans where span >= oldest {
            for (brand, ends) in brands {
                sums[brand, default: Ends()].published += ends.published
                sums[brand, default: Ends()].failed += ends.failed
            }
        }
        return sums
    }

    /// Draft operations, by brand.
    var draftCounts: [Int64: Int] {
        drafts.values.reduce(into: [:]) { $0[$1.brand, default: 0] += $1.count }
    }

    private mutating func count(_ verb: String, at: Int64, brand: Int64) {
        guard verb == "operation.published" || verb == "operation.failed" else { return }
        let span = at / Self.span
        if verb == "operation.published" {
            spans[span, default: [:]][brand, default: Ends()].published += 1
        } else {
            spans[span, default: [:]][brand, default: Ends()].failed += 1
        }
    }

    /// A new post with a time is no draft: most posts are spared the look.
    private static func mayTouchDrafts(_ verb: String, after: String?) -> Bool {
        if verb == "post.created" { return after != "at" && after != "now" }
        return verb.hasPrefix("post.") || verb.hasPrefix("act.")
    }

    private mutating func readDrafts(_ tx: any ReadTransaction) throws {
        drafts = [:]
        try tx.forEach(StatusRows.drafts, []) { row in
            drafts[try row.int64(0)] = Drafts(brand: try row.int64(1), count: try row.int(2))
        }
    }

    private mutating func look(at post: Int64, in tx: any ReadTransaction) throws {
        drafts[post] = try tx.first(StatusRows.draftsOfPost, [.integer(post)]) { row in
            Drafts(brand: try row.int64(0), count: try row.int(1))
        }
    }
}
