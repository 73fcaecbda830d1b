package import SMMModel

/// What makes notices alike enough for one message.
package struct NoticeGroup: Sendable, Hashable {
    /// The brand; nil for the daemon as a whole.
    package var brand: BrandID?
    /// The kind.
    package var kind: String
    /// Whether they were told before.
    package var isReminder: Bool

    /// The group of `pending`.
    package init(_ pending: PendingNotice) {
        self.brand = pending.notice.brand
        self.kind = pending.notice.kind
        self.isReminder = pending.isReminder
    }
}
