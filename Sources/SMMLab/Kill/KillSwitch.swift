import Glibc
package import SMMPublishing
import Synchronization

/// Kills this very process with SIGKILL when one operation passes a kill point for the n-th time.
///
/// Points that belong to no operation (an upload's file, an answer) are counted together.
package final class KillSwitch: KillPointObserver {
    private let point: KillPoint
    private let occurrence: Int
    private let lowest: Int64
    private let passed = Mutex<[Int64: Int]>([:])

    /// A switch for the `occurrence`-th passing of `point`.
    ///
    /// - Parameter lowest: operations with a smaller id, left over from an earlier run, do not count.
    package init(point: KillPoint, occurrence: Int = 1, lowest: Int64 = 0) {
        self.point = point
        self.occurrence = max(1, occurrence)
        self.lowest = lowest
    }

    /// Kills when it is time.
    package func reached(_ point: KillPoint, operation: Int64) {
        guard point == self.point, operation == 0 || operation >= lowest else { return }
        let isTime = passed.withLock { passed in
            passed[operation, default: 0] += 1
            return passed[operation] == occurrence
        }
        guard isTime else { return }
        kill(getpid(), SIGKILL)
        while true { pause() }
    }
}
