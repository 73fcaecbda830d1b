import SMMAdapterKit
import SMMModel

extension ReadingTrail {
    /// Takes note of where the list begins, by the `ids` of its newest page.
    ///
    /// Where that page was all there was, something older can only have come late: the beginning is an id of zeros, which
    /// is one in every way of numbering and older than all. Else it is the oldest of the page.
    mutating func begin(with ids: [String], isWhole: Bool) {
        guard let oldest = ids.min(by: { RemoteID.isOlder($0, than: $1) }) else { return }
        first = isWhole ? String(repeating: "0", count: oldest.utf8.count) : oldest
    }

    /// Takes note of a page whose newest id is `newest` and whose newest thing is of `time`; whether there is more to read
    /// now.
    ///
    /// Where nothing is newer than where the page began, a server that passes over `min_id` would be asked without end.
    mutating func take(
        _ newest: String?, isFull: Bool, isFirst: Bool, at time: Instant?, of pass: ReadingPass, now: Instant
    ) -> Bool {
        // The list was empty before, and is more than the newest page by now.
        if isFull, !isFirst, pass.from == nil, let first {
            turn(to: first, at: nil, now: now)
            return true
        }
        if isFull, pass.canGoOn, let newest, let from = pass.from, RemoteID.isOlder(from, than: newest) {
            turn(to: newest, at: time, now: now)
            return true
        }
        end(at: RemoteID.newest([newest, self.newest].compactMap { $0 }), now: now)
        return false
    }
}
