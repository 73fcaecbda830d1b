/// The newest of what was announced. One transaction may write a hundred thousand rows, and whoever follows so far behind
/// reads them from the database.
struct RecentNotices {
    private static let limit = 1024

    /// In the order they were announced; none is missing between the first and the last.
    private(set) var all: [any Sendable] = []

    /// Adds one behind the others.
    mutating func add(_ notice: any Sendable) {
        all.append(notice)
        trim()
    }

    /// Adds those of another, in their order.
    mutating func add(_ other: RecentNotices) {
        all += other.all
        trim()
    }

    /// Down to half of the limit, so that not every further one moves all of them.
    private mutating func trim() {
        if all.count > Self.limit { all.removeFirst(all.count - Self.limit / 2) }
    }
}
