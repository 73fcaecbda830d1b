import Synchronization

/// Counts the open connections, and keeps some for root: a flood by users must not lock the administrator out.
package final class ConnectionLimiter: Sendable {
    private struct State {
        var count = 0
        var lingering = 0
    }

    private let maximum: Int
    private let reserved: Int
    private let lingering: Int
    private let state = Mutex(State())

    /// At most `maximum` connections, the last `reserved` of them for root alone, and beside them `lingering` refused
    /// ones that are given a moment to read why.
    package init(maximum: Int, reserved: Int, lingering: Int) {
        self.maximum = maximum
        self.reserved = reserved
        self.lingering = lingering
    }

    /// Takes a place; false when none is left for this user. A place taken is given back with ``leave()``.
    package func enter(uid: UInt32) -> Bool {
        state.withLock { state in
            guard state.count < (uid == 0 ? maximum : maximum - reserved) else { return false }
            state.count += 1
            return true
        }
    }

    /// Gives a place back.
    package func leave() {
        state.withLock { $0.count -= 1 }
    }

    /// Takes a place among the refused; false when none is left. It is given back with ``endLinger()``.
    package func linger() -> Bool {
        state.withLock { state in
            guard state.lingering < lingering else { return false }
            state.lingering += 1
            return true
        }
    }

    /// Gives a place among the refused back.
    package func endLinger() {
        state.withLock { $0.lingering -= 1 }
    }
}
