import Glibc
package import SMMPublishing
import Synchronization

/// Kills this very process with SIGKILL when a kill point is passed for the n-th time.
package final class KillSwitch: KillPointObserver {
    private let point: KillPoint
    private let left: Mutex<Int>

    /// A switch for the `occurrence`-th passing of `point`.
    package init(point: KillPoint, occurrence: Int) {
        self.point = point
        self.left = Mutex(max(1, occurrence))
    }

    /// Kills when it is time.
    package func reached(_ point: KillPoint, operation: Int64) {
        guard point == self.point else { return }
        let isTime = left.withLock { left in
            left -= 1
            return left == 0
        }
        if isTime { kill(getpid(), SIGKILL) }
    }
}
