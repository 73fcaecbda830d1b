import Synchronization

/// The newest committed events in memory, for the one who follows them closely: reading them back from the database costs
/// as much as writing them did.
package final class EventTail: Sendable {
    private struct State {
        /// Without a gap, oldest first.
        var rows: [EventRow] = []
        /// The newest sequence that was ever added.
        var last: Int64?
    }

    private let limit: Int
    private let state = Mutex(State())

    /// A tail of at most `limit` events. One who is further behind finds them in the database.
    package init(limit: Int = 1024) {
        self.limit = limit
    }

    /// Adds what a commit announced; whatever is no event is passed over.
    package func add(_ notices: [any Sendable]) {
        state.withLock { state in
            for case let row as EventRow in notices {
                if let last = state.last, row.sequence != last + 1 { state.rows.removeAll() }
                state.rows.append(row)
                state.last = row.sequence
                // One by one, since the array would keep room for the largest commit for good.
                if state.rows.count > limit { state.rows.removeFirst(state.rows.count - limit / 2) }
            }
        }
    }

    /// The events after `sequence`, oldest first and at most `limit`, forgetting those up to it; nil when they are not all
    /// here, and the database must be asked.
    package func events(after sequence: Int64, limit: Int) -> [EventRow]? {
        state.withLock { state in
            if state.last == sequence {
                state.rows.removeAll(keepingCapacity: true)
                return []
            }
            guard let first = state.rows.first?.sequence, first <= sequence + 1, let last = state.last, sequence < last
            else { return nil }
            state.rows.removeFirst(Int(sequence + 1 - first))
            return Array(state.rows.prefix(limit))
        }
    }
}
