import SMMAdapterKit
import Synchronization

/// Steps that are durable for as long as the test lasts.
package final class MemorySteps: StepRecorder {
    private let state = Mutex<(steps: [String: String], failures: Int)>(([:], 0))

    /// An empty record.
    package init() {}

    /// What is stored.
    package var steps: [String: String] { state.withLock { $0.steps } }

    /// Forgets what is stored: another operation begins.
    package func clear() { state.withLock { $0.steps = [:] } }

    /// Makes the next `count` records fail.
    package func failNext(_ count: Int = 1) { state.withLock { $0.failures = count } }

    /// Stores a step.
    package func record(_ name: String, _ value: String) async throws {
        try state.withLock { state in
            if state.failures > 0 {
                state.failures -= 1
                throw Failure("step-not-durable", "The store is full, as the test wants it.")
            }
            state.steps[name] = value
        }
    }
}
