package import SMMDatabase
package import SMMModel

/// Reads notices for `status` and for whoever looks after them. Who may see what is the caller's to decide.
package enum NoticeReader {
    static let summaries = Statement(
        """
        SELECT brand_id, COUNT(*), SUM(CASE WHEN severity = 'critical' THEN 1 ELSE 0 END), MAX(created_at)
        FROM notice WHERE closed_at IS NULL GROUP BY brand_id ORDER BY brand_id
        """)
    static let openEverywhere = Statement(
        """
        SELECT n.id, n.brand_id, b.name, n.kind, n.severity, n.subject, n.body, n.command, n.post_id, n.account_id,
          n.created_at, n.closed_at FROM notice n LEFT JOIN brand b ON b.id = n.brand_id
        WHERE n.closed_at IS NULL ORDER BY n.id DESC LIMIT $1
        """)
    static let open = Statement(
        """
        SELECT n.id, n.brand_id, b.name, n.kind, n.severity, n.subject, n.body, n.command, n.post_id, n.account_id,
          n.created_at, n.closed_at FROM notice n LEFT JOIN brand b ON b.id = n.brand_id
        WHERE n.closed_at IS NULL AND n.brand_id = $1 ORDER BY n.id DESC LIMIT $2
        """)
    static let one = Statement(
        """
        SELECT n.id, n.brand_id, b.name, n.kind, n.severity, n.subject, n.body, n.command, n.post_id, n.account_id,
          n.created_at, n.closed_at FROM notice n LEFT JOIN brand b ON b.id = n.brand_id WHERE n.id = $1
        """)
    static let deliveries = Statement(
        """
        SELECT channel, attempts, next_at, delivered_at, failure FROM notice_delivery WHERE notice_id = $1
        ORDER BY channel
        """)

    /// Brands with open notices, and the daemon itself; none without.
    package static func summaries(in tx: any ReadTransaction) throws -> [NoticeSummary] {
        try tx.query(summaries, []) { row in
            let brand = try row.int64(0)
            return NoticeSummary(
                brand: brand == 0 ? nil : BrandID(rawValue: brand), open: try row.int(1), critical: try row.int(2),
                newestAt: try row.instant(3))
        }
    }

    /// The open notices of every brand and of the daemon itself, newest first.
    package static func openEverywhere(limit: Int, in tx: any ReadTransaction) throws -> [Notice] {
        try tx.query(openEverywhere, [.integer(Int64(limit))], NoticeStore.notice)
    }

    /// The open notices of one brand (nil: of the daemon itself), newest first.
    package static func open(of brand: BrandID?, limit: Int, in tx: any ReadTransaction) throws -> [Notice] {
        try tx.query(open, [.integer(brand?.rawValue ?? 0), .integer(Int64(limit))], NoticeStore.notice)
    }

    /// One notice, open or closed; nil when there is none.
    package static func notice(_ id: NoticeID, in tx: any ReadTransaction) throws -> Notice? {
        try tx.first(one, [.integer(id.rawValue)], NoticeStore.notice)
    }

    /// What became of a notice, a row for each channel that tried.
    package static func deliveries(of id: NoticeID, in tx: any ReadTransaction) throws -> [NoticeDelivery] {
        try tx.query(deliveries, [.integer(id.rawValue)]) { row in
            NoticeDelivery(
                channel: try row.text(0), attempts: try row.int(1), nextAt: try row.optionalInstant(2),
                deliveredAt: try row.optionalInstant(3), failure: try row.optionalText(4))
        }
    }
}
