import NIOCore
import Synchronization

/// The open connections. When there are as many as may be, the one that has done nothing for longest makes room: so a crowd
/// that only waits locks nobody out.
package final class ConnectionRoom: Sendable {
    private struct State {
        var next: UInt64 = 0
        var open: [UInt64: any Channel] = [:]
        /// Who waits for a request, the longest first: the order of becoming idle by number.
        var idle: [UInt64: UInt64] = [:]
        var turn: UInt64 = 0
    }

    private let most: Int
    private let state = Mutex(State())

    /// Room for at most `most`.
    package init(most: Int) { self.most = most }

    /// How many are open.
    package var count: Int { state.withLock { $0.open.count } }

    /// Takes a place for a connection, which is idle first; nil when all the others are at work.
    func enter(_ channel: any Channel) -> UInt64? {
        let (number, leaving) = state.withLock { state -> (UInt64?, (any Channel)?) in
            var leaving: (any Channel)?
            if state.open.count >= most {
                guard let oldest = state.idle.min(by: { $0.value < $1.value })?.key else { return (nil, nil) }
                leaving = state.open.removeValue(forKey: oldest)
                state.idle[oldest] = nil
            }
            state.next += 1
            state.turn += 1
            state.open[state.next] = channel
            state.idle[state.next] = state.turn
            return (state.next, leaving)
        }
        leaving?.close(promise: nil)
        return number
    }

    /// Says whether a connection is at work.
    func set(_ number: UInt64, isIdle: Bool) {
        state.withLock { state in
            guard state.open[number] != nil else { return }
            state.turn += 1
            state.idle[number] = isIdle ? state.turn : nil
        }
    }

    /// Gives the place back.
    func leave(_ number: UInt64) {
        state.withLock { state in
            state.open[number] = nil
            state.idle[number] = nil
        }
    }
}
