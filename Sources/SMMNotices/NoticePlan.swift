package import SMMModel

/// Decides what goes out now, what of it together, and what waits for more of its kind.
///
/// Of one kind and brand, fewer than `digestFrom` within the window go out one by one, at once. As soon as there are as
/// many they go out as one: at once when nothing of the kind was told within the window, else when it is over. So the
/// first is never late, and a flood of thousands costs a few messages a minute.
package struct NoticePlan: Sendable, Hashable {
    /// The messages to send now, in order; each of one notice or of many alike.
    package var messages: [[PendingNotice]] = []
    /// When what was held back must be looked at again; nil when nothing was.
    package var lookAgainAt: Instant?

    /// The plan for what is due.
    package init(_ pending: [PendingNotice], pace: NoticePace, digestFrom: Int, now: Instant) {
        let most = max(2, digestFrom)
        for (group, notices) in Dictionary(grouping: pending, by: NoticeGroup.init) {
            let notices = notices.sorted { $0.notice.id < $1.notice.id }
            if pace.count(group, at: now) + notices.count < most {
                messages += notices.map { [$0] }
            } else if let quiet = pace.quietAt(group, after: now) {
                lookAgainAt = min(lookAgainAt ?? quiet, quiet)
            } else {
                messages.append(notices)
            }
        }
        messages.sort { Self.order($0).lexicographicallyPrecedes(Self.order($1)) }
    }

    /// Fewest failures first, so that no bad message stands before the others for ever; then the gravest, the oldest.
    private static func order(_ message: [PendingNotice]) -> [Int64] {
        [
            Int64(message.map(\.attempts).min() ?? 0), Int64(message.map(\.notice.severity.rank).min() ?? 0),
            message.first?.notice.id.rawValue ?? 0,
        ]
    }
}
