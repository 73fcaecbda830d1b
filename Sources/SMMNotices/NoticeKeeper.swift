package import SMMDatabase
package import SMMModel
import SMMStore

/// Closes notices by hand, and those that have had their time.
package enum NoticeKeeper {
    /// How long a notice that asks for nothing stays open.
    package static let infoLifetime = Milliseconds.days(7)
    /// How long a closed notice is kept; the event chain tells of it for longer.
    package static let closedLifetime = Milliseconds.days(90)

    static let close = Statement("UPDATE notice SET closed_at = $2 WHERE id = $1 AND closed_at IS NULL")
    static let closeTold = Statement(
        "UPDATE notice SET closed_at = $1 WHERE closed_at IS NULL AND severity = 'info' AND created_at <= $2")
    static let forgetDeliveries = Statement(
        """
        DELETE FROM notice_delivery
        WHERE notice_id IN (SELECT id FROM notice WHERE closed_at IS NOT NULL AND closed_at <= $1)
        """)
    static let forget = Statement("DELETE FROM notice WHERE closed_at IS NOT NULL AND closed_at <= $1")

    /// Closes an open notice: the person has seen to it, and no channel tells it any more. False when it was not open.
    ///
    /// A later matter of the same name is told again.
    @discardableResult
    package static func close(
        _ id: NoticeID, by who: Principal, role: Role?, now: Instant, in tx: any WriteTransaction
    ) throws -> Bool {
        guard let notice = try NoticeReader.notice(id, in: tx), notice.closedAt == nil else { return false }
        try tx.run(close, .integer(id.rawValue), now.sqlValue)
        try EventLog.append(
            EventDraft(
                at: now, brand: notice.brand, principal: who, role: role, verb: "notice.closed", subjectKind: "notice",
                subject: id.rawValue, post: notice.post, account: notice.account, before: "open", after: "closed",
                detail: notice.kind), in: tx)
        return true
    }

    /// Closes old notices that ask for nothing and deletes what was closed long ago; call it once a day.
    package static func tidy(now: Instant, in tx: any WriteTransaction) throws {
        try tx.run(closeTold, now.sqlValue, (now - infoLifetime).sqlValue)
        try tx.run(forgetDeliveries, (now - closedLifetime).sqlValue)
        try tx.run(forget, (now - closedLifetime).sqlValue)
    }
}
