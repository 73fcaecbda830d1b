package import SMMModel

/// A notice that is due on a channel: never told there, to be tried again, or to be told once more.
package struct PendingNotice: Sendable, Hashable {
    /// The notice.
    package var notice: Notice
    /// Failed tries since it last went out.
    package var attempts: Int
    /// When it last went out; nil when it never did.
    package var deliveredAt: Instant?

    /// A notice that is due.
    package init(_ notice: Notice, attempts: Int = 0, deliveredAt: Instant? = nil) {
        self.notice = notice
        self.attempts = attempts
        self.deliveredAt = deliveredAt
    }

    /// Whether it was told before and is still open.
    package var isReminder: Bool { deliveredAt != nil }
}
