import SMMDatabase
import SMMPublishing
import Synchronization

/// A disk that fills up in the moment the next intent has become durable, with a reserve for the results.
final class FakeDisk: KillPointObserver {
    private struct State {
        var isFull = false
        var isHeld = true
        var fillsNext = true
    }

    private let state = Mutex(State())

    /// Whether something new may begin.
    var hasRoom: Bool { state.withLock { $0.isHeld } }
    /// Whether a write succeeds.
    var takesWrites: Bool { state.withLock { !$0.isFull || !$0.isHeld } }

    /// Gives the reserve to the writers.
    func spend() { state.withLock { $0.isHeld = false } }

    /// The reserve is set aside again, although nobody made room.
    func hold() { state.withLock { $0.isHeld = true } }

    /// Somebody made room.
    func empty() { state.withLock { $0 = State(fillsNext: false) } }

    func reached(_ point: KillPoint, operation: Int64) {
        state.withLock { state in
            guard point == .intent, state.fillsNext else { return }
            state.fillsNext = false
            state.isFull = true
        }
    }
}
