import Synchronization

/// Counts the open connections, and keeps some for root: a flood by users must not lock the administrator out.
final class ConnectionLimiter: Sendable {
    private let maximum: Int
    private let reserved: Int
    private let count = Mutex(0)

    /// At most `maximum` connections, the last `reserved` of them for root alone.
    init(maximum: Int, reserved: Int) {
        self.maximum = maximum
        self.reserved = reserved
    }

    /// Takes a place; false when none is left for this user. A place taken is given back with ``leave()``.
    func enter(uid: UInt32) -> Bool {
        count.withLock { count in
            guard count < (uid == 0 ? maximum : maximum - reserved) else { return false }
            count += 1
            return true
        }
    }

    /// Gives a place back.
    func leave() {
        count.withLock { $0 -= 1 }
    }
}
