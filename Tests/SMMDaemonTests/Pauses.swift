import SMMDaemon
import SMMModel
import Synchronization

/// Pauses that are over at once, of which only so many are granted; then the task counts as cancelled.
final class Pauses: Sendable {
    private let state: Mutex<(left: Int, asked: [Milliseconds])>
    private let passed: @Sendable (Milliseconds) -> Void

    /// Grants `count` pauses; `passed` lets a clock of the test go on.
    init(_ count: Int, passed: @escaping @Sendable (Milliseconds) -> Void = { _ in }) {
        state = Mutex((count, []))
        self.passed = passed
    }

    /// The spans that were asked for, in order.
    var asked: [Milliseconds] { state.withLock { $0.asked } }

    /// What the daemon gets.
    var pause: Pause {
        Pause { [self] span in
            let isGranted = state.withLock { state in
                state.asked.append(span)
                state.left -= 1
                return state.left >= 0
            }
            guard isGranted else { throw CancellationError() }
            passed(span)
        }
    }
}
