import SMMTimerWheel

/// What the wheel must do, done the slow and obvious way: a list, sorted by deadline, then by order of scheduling.
struct SortedModel {
    private struct Entry {
        var deadline: Int64
        var sequence: Int
        var payload: UInt64
    }

    private var entries: [Entry] = []
    private var sequence = 0

    var count: Int { entries.count }
    var earliest: Int64? { entries.map(\.deadline).min() }

    mutating func schedule(at deadline: Int64, payload: UInt64) {
        entries.append(Entry(deadline: deadline, sequence: sequence, payload: payload))
        sequence += 1
    }

    mutating func cancel(payload: UInt64) -> Bool {
        guard let position = entries.firstIndex(where: { $0.payload == payload }) else { return false }
        entries.remove(at: position)
        return true
    }

    mutating func advance(to now: Int64) -> [Expired] {
        let due = entries.filter { $0.deadline <= now }
            .sorted { ($0.deadline, $0.sequence) < ($1.deadline, $1.sequence) }
        entries.removeAll { $0.deadline <= now }
        return due.map { Expired(payload: $0.payload, deadline: $0.deadline) }
    }
}
