package import SMMModel

/// What became of a notice on one channel.
package struct NoticeDelivery: Sendable, Hashable {
    /// The channel's name.
    package var channel: String
    /// Failed tries since it last went out.
    package var attempts: Int
    /// When it is tried or told again; nil when nothing is left to do.
    package var nextAt: Instant?
    /// When it last went out; nil when it never did.
    package var deliveredAt: Instant?
    /// Why the last try failed.
    package var failure: String?

    /// A delivery of its parts.
    package init(channel: String, attempts: Int, nextAt: Instant?, deliveredAt: Instant?, failure: String?) {
        self.channel = channel
        self.attempts = attempts
        self.nextAt = nextAt
        self.deliveredAt = deliveredAt
        self.failure = failure
    }
}
