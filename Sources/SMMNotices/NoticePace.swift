package import SMMModel

/// Remembers what a channel told within the last window, so that a flood becomes a digest.
package struct NoticePace: Sendable, Hashable {
    private var told: [NoticeGroup: [Instant]] = [:]
    private let window: Milliseconds

    /// A memory of `window`.
    package init(window: Milliseconds) {
        self.window = window
    }

    /// Notes that one notice of `group` was told at `now`.
    package mutating func record(_ group: NoticeGroup, at now: Instant) {
        forget(now)
        told[group, default: []].append(now)
    }

    /// How many of `group` were told within the window before `now`.
    package func count(_ group: NoticeGroup, at now: Instant) -> Int {
        told[group, default: []].count { isRecent($0, now) }
    }

    /// When the window after the newest of `group` is over; nil when none is in it.
    package func quietAt(_ group: NoticeGroup, after now: Instant) -> Instant? {
        told[group, default: []].filter { isRecent($0, now) }.max().map { $0 + window }
    }

    /// An entry ahead of the clock is no memory of the last minute: the clock was set back.
    private func isRecent(_ at: Instant, _ now: Instant) -> Bool {
        at <= now && now - at < window
    }

    private mutating func forget(_ now: Instant) {
        told = told.compactMapValues { instants in
            let recent = instants.filter { isRecent($0, now) }
            return recent.isEmpty ? nil : recent
        }
    }
}
