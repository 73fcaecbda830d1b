import SMMPublishing
import Synchronization

/// Counts how many operations are between their intent and their answer.
final class FlightRecorder: KillPointObserver {
    private let state = Mutex((flying: 0, most: 0, intents: 0))

    /// The most at a time.
    var most: Int { state.withLock { $0.most } }
    /// All so far.
    var intents: Int { state.withLock { $0.intents } }

    func reached(_ point: KillPoint, operation: Int64) {
        state.withLock { state in
            switch point {
            case .intent:
                state.flying += 1
                state.intents += 1
                state.most = max(state.most, state.flying)
            case .parsed: state.flying -= 1
            default: break
            }
        }
    }
}
