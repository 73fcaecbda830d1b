/// The newest of what was announced. One transaction may write a hundred thousand rows, and whoever follows so far behind
/// reads them from the database.
struct RecentNotices {
    private static let limit = 1024

    /// In the order they were announced; none is missing between the first and the last.
    private(set) var all: [any Sendable] = []
    /// Whether some before the first were left out.
    private var isCut = false

    /// Adds one behind the others.
    mutating func add(_ notice: any Sendable) {
        all.append(notice)
        trim()
    }

    /// Adds those of another, in their order.
    mutating func add(_ other: RecentNotices) {
        if other.isCut {
            self = other
        } else {
            all += other.all
            trim()
        }
    }

    /// Down to half of the limit, so that not every further one moves all of them.
    private mutating func trim() {
        guard all.count > Self.limit else { return }
        all.removeFirst(all.count - Self.limit / 2)
        isCut = true
    }
}
