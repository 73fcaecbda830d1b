import Glibc
package import SMMPublishing
import Synchronization

/// Kills this very process with SIGKILL when one operation passes a kill point for the n-th time.
///
/// Points that belong to no operation (an upload's file, an answer) are counted together.
package final class KillSwitch: KillPointObserver {
    private struct Passed {
        var counts: [Int64: Int] = [:]
        /// The place of each operation among those that pass the point, from 1.
        var places: [Int64: Int] = [:]
    }

    private let point: KillPoint
    private let occurrence: Int
    private let place: Int?
    private let lowest: Int64
    private let passed = Mutex(Passed())

    /// A switch for the `occurrence`-th passing of `point`.
    ///
    /// - Parameters:
    ///   - place: only by the operation that is the n-th to pass the point at all, such as a thread's n-th part; by
    ///     whichever is first when nil.
    ///   - lowest: operations with a smaller id, left over from an earlier run, do not count.
    package init(point: KillPoint, occurrence: Int = 1, place: Int? = nil, lowest: Int64 = 0) {
        self.point = point
        self.occurrence = max(1, occurrence)
        self.place = place
        self.lowest = lowest
    }

    /// Kills when it is time.
    package func reached(_ point: KillPoint, operation: Int64) {
        guard point == self.point, operation == 0 && place == nil || operation >= max(1, lowest) else { return }
        let isTime = passed.withLock { passed in
            passed.counts[operation, default: 0] += 1
            let own = passed.places[operation] ?? passed.places.count + 1
            passed.places[operation] = own
            return passed.counts[operation] == occurrence && (place ?? own) == own
        }
        if isTime { Self.die() }
    }

    /// Ends this process at this instant, as a power cut would.
    static func die() -> Never {
        kill(getpid(), SIGKILL)
        while true { pause() }
    }
}
