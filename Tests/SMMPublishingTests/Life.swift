import SMMPublishing
import Synchronization

/// The life of a simulated daemon: it ends when the chosen kill point is passed for the n-th time.
final class Life: KillPointObserver {
    private struct State {
        var isOver = false
        var left: Int
    }

    private let point: KillPoint?
    private let state: Mutex<State>

    /// Dies at the `occurrence`-th passing of `point`; never without a point.
    init(dyingAt point: KillPoint? = nil, occurrence: Int = 1) {
        self.point = point
        self.state = Mutex(State(left: occurrence))
    }

    var isOver: Bool { state.withLock { $0.isOver } }

    /// Ends it whatever was chosen.
    func end() { state.withLock { $0.isOver = true } }

    func reached(_ point: KillPoint, operation: Int64) {
        guard point == self.point else { return }
        state.withLock { state in
            state.left -= 1
            if state.left == 0 { state.isOver = true }
        }
    }
}
