import Synchronization

/// Wakes those who follow the record after each commit. Nobody polls.
package final class CommitSignal: Sendable {
    private struct State {
        var count: UInt64 = 0
        var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
        var cancelled: Set<Int> = []
        var next = 0
    }

    private let state = Mutex(State())

    /// A signal nobody waits on yet.
    package init() {}

    /// How many commits were told; grows with each.
    package var count: UInt64 { state.withLock { $0.count } }

    /// Something was committed.
    package func signal() {
        let waiters = state.withLock { state in
            state.count += 1
            defer { state.waiters = [:] }
            return Array(state.waiters.values)
        }
        for waiter in waiters { waiter.resume() }
    }

    /// A place in the line of those who wait.
    package func ticket() -> Int {
        state.withLock { state in
            state.next += 1
            return state.next
        }
    }

    /// Waits until a commit after the `seen`-th, or until `cancel` of this ticket.
    package func wait(after seen: UInt64, ticket: Int) async {
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if state.count > seen || state.cancelled.remove(ticket) != nil { return true }
                state.waiters[ticket] = continuation
                return false
            }
            if isOver { continuation.resume() }
        }
    }

    /// Ends the wait of one ticket, now or when it comes.
    package func cancel(_ ticket: Int) {
        let waiter = state.withLock { state in
            let waiter = state.waiters.removeValue(forKey: ticket)
            if waiter == nil { state.cancelled.insert(ticket) }
            return waiter
        }
        waiter?.resume()
    }

    /// The holder of a ticket is gone.
    package func forget(_ ticket: Int) {
        state.withLock { _ = $0.cancelled.remove(ticket) }
    }
}
