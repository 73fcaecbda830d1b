import Synchronization

/// Counts the requests under way, so that the event loops end after the last of them: a request that met an ended loop
/// would wait for ever.
final class TransportGate: Sendable {
    private struct State {
        var count = 0
        var isShut = false
        var waiting: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    /// Requests under way.
    var count: Int { state.withLock { $0.count } }

    /// Lets a request in; false when the gate is shut.
    func enter() -> Bool {
        state.withLock { state in
            guard !state.isShut else { return false }
            state.count += 1
            return true
        }
    }

    /// Notes that a request is over.
    func leave() {
        let waiting = state.withLock { state in
            state.count -= 1
            guard state.count == 0 else { return nil as CheckedContinuation<Void, Never>? }
            defer { state.waiting = nil }
            return state.waiting
        }
        waiting?.resume()
    }

    /// Lets no more requests in; false when that was so before.
    func shut() -> Bool {
        state.withLock { state in
            defer { state.isShut = true }
            return !state.isShut
        }
    }

    /// Returns when no request is under way. Called once, after `shut`.
    func empty() async {
        await withCheckedContinuation { continuation in
            let isEmpty = state.withLock { state in
                if state.count > 0 { state.waiting = continuation }
                return state.count == 0
            }
            if isEmpty { continuation.resume() }
        }
    }
}
