import Synchronization

/// Opens once; lets everyone wait for it without blocking a thread.
final class Latch: Sendable {
    private enum State {
        case shut([CheckedContinuation<Void, Never>])
        case open
    }

    private let state = Mutex(State.shut([]))

    /// Lets all waiters go on, now and later.
    func open() {
        let waiters = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            guard case .shut(let waiters) = state else { return [] }
            state = .open
            return waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Returns once it is open.
    func wait() async {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                guard case .shut(var waiters) = state else { return true }
                waiters.append(continuation)
                state = .shut(waiters)
                return false
            }
            if isOpen { continuation.resume() }
        }
    }
}
