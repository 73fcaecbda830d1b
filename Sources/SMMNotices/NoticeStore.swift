package import SMMDatabase
import SMMModel
import SMMText

/// The rows of notices as the notifier reads them, and what became of them on each channel.
enum NoticeStore {
    /// The most notices looked at together; the rest follows in the next turn.
    static let batch = 2000

    /// What is due on a channel: open, and never told there, or with an instant that has come.
    static let pending = Statement(
        """
        SELECT n.id, n.brand_id, b.name, n.kind, n.severity, n.subject, n.body, n.command, n.post_id, n.account_id,
          n.created_at, n.closed_at, d.attempts, d.delivered_at
        FROM notice n
        LEFT JOIN notice_delivery d ON d.notice_id = n.id AND d.channel = $1
        LEFT JOIN brand b ON b.id = n.brand_id
        WHERE n.closed_at IS NULL AND (d.notice_id IS NULL OR d.next_at <= $2)
        ORDER BY COALESCE(d.attempts, 0), n.id LIMIT $3
        """)
    static let record = Statement(
        """
        INSERT INTO notice_delivery (notice_id, channel, attempts, next_at, delivered_at, failure)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (notice_id, channel) DO UPDATE SET attempts = excluded.attempts, next_at = excluded.next_at,
          delivered_at = COALESCE(excluded.delivered_at, notice_delivery.delivered_at), failure = excluded.failure
        """)
    /// What waits out a failure is due at once when the channel works again.
    static let wake = Statement(
        "UPDATE notice_delivery SET next_at = $2 WHERE channel = $1 AND next_at > $2 AND failure IS NOT NULL")
    static let nextDue = Statement(
        """
        SELECT MIN(d.next_at) FROM notice_delivery d JOIN notice n ON n.id = d.notice_id
        WHERE d.channel = $1 AND d.next_at > $2 AND n.closed_at IS NULL
        """)

    static func pending(on channel: String, now: Instant, in tx: any ReadTransaction) throws -> [PendingNotice] {
        try tx.query(pending, [.text(channel), now.sqlValue, .integer(Int64(batch))]) { row in
            PendingNotice(
                try notice(row), attempts: try row.optionalInt(12) ?? 0, deliveredAt: try row.optionalInstant(13))
        }
    }

    /// The next instant after `now` at which something is due; what is due by then is the present turn's.
    static func nextDue(on channel: String, after now: Instant, in tx: any ReadTransaction) throws -> Instant? {
        try tx.first(nextDue, [.text(channel), now.sqlValue]) { try $0.optionalInstant(0) } ?? nil
    }

    /// Stores that `notices` went out; `nextAt` is when each is told again.
    static func delivered(
        _ notices: [PendingNotice], on channel: String, now: Instant, nextAt: (Notice) -> Instant?,
        in tx: any WriteTransaction
    ) throws {
        for pending in notices {
            let next = nextAt(pending.notice)
            try tx.run(
                record,
                [
                    .integer(pending.notice.id.rawValue), .text(channel), .integer(0), next.sqlValue, now.sqlValue,
                    .null,
                ])
        }
    }

    /// Stores that `notices` failed once more; `nextAt` is when each is tried again.
    static func failed(
        _ notices: [PendingNotice], on channel: String, why: String, nextAt: (PendingNotice) -> Instant,
        in tx: any WriteTransaction
    ) throws {
        let why = Neutral.text(why, .line, limit: 300)
        for pending in notices {
            try tx.run(
                record,
                [
                    .integer(pending.notice.id.rawValue), .text(channel), .integer(Int64(pending.attempts) + 1),
                    nextAt(pending).sqlValue, .null, .text(why),
                ])
        }
    }

    /// Makes due what waits out a failure; returns how many.
    static func wake(_ channel: String, now: Instant, in tx: any WriteTransaction) throws -> Int {
        try tx.run(wake, .text(channel), now.sqlValue)
    }

    /// The notice in the first twelve columns.
    static func notice(_ row: Row) throws -> Notice {
        let brand = try row.int64(1)
        return Notice(
            id: NoticeID(rawValue: try row.int64(0)), brand: brand == 0 ? nil : BrandID(rawValue: brand),
            brandName: try row.optionalText(2), kind: try row.text(3),
            severity: NoticeSeverity(stored: try row.text(4)), subject: try row.text(5), body: try row.text(6),
            command: try row.optionalText(7), post: try row.optionalInt64(8).map(PostID.init(rawValue:)),
            account: try row.optionalInt64(9).map(AccountID.init(rawValue:)), createdAt: try row.instant(10),
            closedAt: try row.optionalInstant(11))
    }
}

/// The statements that deliver, read and close notices.
package enum NoticeDeliveryStatements: StatementCatalog {
    /// `notice-delivery`
    package static let area = "notice-delivery"
    /// All of them.
    package static var statements: [Statement] {
        [
            NoticeStore.pending, NoticeStore.record, NoticeStore.wake, NoticeStore.nextDue, NoticeReader.summaries,
            NoticeReader.openEverywhere, NoticeReader.open, NoticeReader.one, NoticeReader.deliveries,
            NoticeKeeper.close, NoticeKeeper.closeTold, NoticeKeeper.forgetDeliveries, NoticeKeeper.forget,
        ]
    }
}
