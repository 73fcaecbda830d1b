import SMMDatabase
import SMMModel
import SMMPublishing
import SMMStore

/// Reads what is to go out, in the order in which the machine looks at it.
enum QueueRows {
    /// An operation that is to go out.
    struct Entry: Sendable {
        var operation: OperationID
        var post: PostID
        var brand: BrandID
        var account: AccountID
        var kind: OperationKind
        var part: Int
        var parts: Int
        var state: OperationState
        /// When it is due: its time, or the next try.
        var instant: Instant
        var schedule: String
        var content: PostContent
    }

    /// What a page is narrowed down to.
    struct Filter: Sendable {
        /// Nil for all.
        var brands: [Int64]?
        var account: Int64?
        var from: Instant?
        var until: Instant?
    }

    private static func columns() -> SQL {
        """
        SELECT o.id, o.post_id, o.brand_id, o.account_id, o.kind, o.part, o.parts, o.state, o.due_at, o.wake_at,
          d.schedule_kind, r.content
        FROM operation o JOIN delivery d ON d.id = o.delivery_id JOIN revision r ON r.id = o.revision_id
        """
    }

    private static func narrowing(_ filter: Filter) -> SQL {
        let brands: SQL = filter.brands.map { "AND o.brand_id IN \(list: $0)" } ?? ""
        let account: SQL = filter.account.map { "AND o.account_id = \($0)" } ?? ""
        return "\(sql: brands) \(sql: account)"
    }

    /// What waits for its time or the next try, from the index on it: the archive costs nothing.
    static func waiting(_ filter: Filter, after instant: Int64, id: Int64, limit: Int) -> SQL {
        let until: SQL = filter.until.map { "AND o.wake_at < \($0)" } ?? ""
        return """
            \(sql: columns())
            WHERE o.wake_at >= \(instant) AND (o.wake_at > \(instant) OR o.id > \(id))
              AND o.state IN ('scheduled', 'retry_wait', 'ambiguous') \(sql: narrowing(filter)) \(sql: until)
            ORDER BY o.wake_at, o.id LIMIT \(limit)
            """
    }

    /// One operation.
    static func one(_ operation: OperationID) -> SQL {
        "\(sql: columns()) WHERE o.id = \(operation.rawValue)"
    }

    /// What is in the machine's hands: few rows at any time, from the index of what is unsettled.
    static func inHand(_ filter: Filter, limit: Int) -> SQL {
        """
        \(sql: columns())
        WHERE o.unsettled_at IS NOT NULL
          AND o.state IN ('claimed', 'prepared', 'sending', 'reconciling') \(sql: narrowing(filter))
        ORDER BY o.account_id, o.id LIMIT \(limit)
        """
    }

    /// The first `limit` entries after (instant, id), in order.
    static func page(
        _ filter: Filter, after instant: Int64, id: Int64, limit: Int, in tx: any ReadTransaction
    ) throws -> [Entry] {
        let first = max(instant, filter.from?.milliseconds ?? .min)
        let floor = first > instant ? Int64.min : id
        let waiting = try tx.query(Self.waiting(filter, after: first, id: floor, limit: limit), entry)
        let inHand = try tx.query(Self.inHand(filter, limit: 1000), entry).filter { entry in
            let at = entry.instant.milliseconds
            return (at > first || (at == first && entry.operation.rawValue > floor))
                && filter.until.map { entry.instant < $0 } != false
        }
        return Array((waiting + inHand).sorted(by: precedes).prefix(limit))
    }

    private static func precedes(_ left: Entry, _ right: Entry) -> Bool {
        (left.instant, left.operation) < (right.instant, right.operation)
    }

    static func entry(_ row: Row) throws -> Entry {
        let wake = try row.optionalInstant(9)
        let due = try row.optionalInstant(8)
        return Entry(
            operation: OperationID(rawValue: try row.int64(0)), post: PostID(rawValue: try row.int64(1)),
            brand: BrandID(rawValue: try row.int64(2)), account: AccountID(rawValue: try row.int64(3)),
            kind: OperationKind(rawValue: try row.text(4)) ?? .publish, part: try row.int(5), parts: try row.int(6),
            state: OperationState(rawValue: try row.text(7)) ?? .scheduled,
            instant: wake ?? due ?? Instant(milliseconds: 0), schedule: try row.text(10),
            content: try ContentText.decode(try row.text(11)))
    }
}
