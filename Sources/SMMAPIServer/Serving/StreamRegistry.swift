import NIOCore
import SMMAccounts
import SMMModel
import Synchronization

/// The open event streams, so that they end when their reader loses the role they were opened with, when the
/// connection is gone, and when the daemon stops.
final class StreamRegistry: Sendable {
    private struct Entry: Sendable {
        var connection: Connection
        var principal: Principal
        var cursor: any EventCursor
    }

    private struct State: Sendable {
        var entries: [Int: Entry] = [:]
        var next = 0
        var isClosed = false
    }

    private let state = Mutex(State())

    /// Keeps a stream; gives the number to take it out again with.
    func add(_ cursor: any EventCursor, of principal: Principal, on connection: Connection) -> Int {
        let (number, isClosed) = state.withLock { state in
            state.next += 1
            state.entries[state.next] = Entry(connection: connection, principal: principal, cursor: cursor)
            return (state.next, state.isClosed)
        }
        if isClosed { cursor.cancel() }
        connection.closed?.whenComplete { [weak self] _ in self?.end(number) }
        return number
    }

    /// Forgets a stream that ended by itself.
    func remove(_ number: Int) {
        _ = state.withLock { $0.entries.removeValue(forKey: number) }
    }

    /// Ends every stream whose reader's roles are no longer what they were.
    func recheck(_ resolver: PrincipalResolver) async {
        for (number, entry) in state.withLock({ $0.entries }) {
            // One whose roles cannot be read ends too: better a lost stream than a leaking one.
            let now = try? await entry.connection.principal(resolver)
            if now != entry.principal { end(number) }
        }
    }

    /// Ends every stream, and every one that is still to come.
    func endAll() {
        let numbers = state.withLock { state in
            state.isClosed = true
            return Array(state.entries.keys)
        }
        for number in numbers { end(number) }
    }

    private func end(_ number: Int) {
        state.withLock { $0.entries.removeValue(forKey: number) }?.cursor.cancel()
    }
}
