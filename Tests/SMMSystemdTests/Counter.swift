import Synchronization

/// A number that tasks raise and wait for.
final class Counter: Sendable {
    private struct State {
        var value = 0
        var waiters: [(value: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())

    var value: Int { state.withLock { $0.value } }

    func increment() {
        let reached = state.withLock { state in
            state.value += 1
            let value = state.value
            let reached = state.waiters.filter { $0.value <= value }.map(\.continuation)
            state.waiters.removeAll { $0.value <= value }
            return reached
        }
        for waiter in reached { waiter.resume() }
    }

    func wait(for value: Int) async {
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            let isReached = state.withLock { state in
                if state.value >= value { return true }
                state.waiters.append((value, continuation))
                return false
            }
            if isReached { continuation.resume() }
        }
    }
}
