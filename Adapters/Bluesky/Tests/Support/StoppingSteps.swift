import SMMAdapterKit
import SMMAdapterTestKit
import Synchronization

/// Keeps notes until one of them fails: a stop between two notes.
final class StoppingSteps: StepRecorder {
    private let inner: MemorySteps
    private let left: Mutex<Int>

    /// Stops at the note after `count` others.
    init(_ inner: MemorySteps, after count: Int) {
        self.inner = inner
        left = Mutex(count)
    }

    /// Whether it came to the stop.
    var hasStopped: Bool { left.withLock { $0 < 0 } }

    func record(_ name: String, _ value: String) async throws {
        let goesOn = left.withLock { left in
            left -= 1
            return left >= 0
        }
        guard goesOn else { throw Failure("step-not-durable", "Stopped here, as the test wants it.") }
        try await inner.record(name, value)
    }
}
