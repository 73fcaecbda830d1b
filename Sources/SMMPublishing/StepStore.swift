import SMMAdapterKit
import SMMDatabase
import SMMModel
import SMMStore
import Synchronization

/// Stores an operation's notes; each is durable before the adapter goes on.
final class StepStore: StepRecorder {
    private let database: any Database
    private let operation: OperationID
    private let steps: Mutex<[String: String]>
    private let observer: (any KillPointObserver)?

    init(
        database: any Database, operation: OperationID, steps: [String: String], observer: (any KillPointObserver)?
    ) {
        self.database = database
        self.operation = operation
        self.steps = Mutex(steps)
        self.observer = observer
    }

    func record(_ name: String, _ value: String) async throws {
        let all = steps.withLock { steps in
            steps[name] = value
            return steps
        }
        let text = try JSONText.encode(all)
        let key = operation.rawValue
        try await database.write { tx in
            _ = try tx.run(OperationStatements.steps, .integer(key), .text(text))
        }
        observer?.reached(.stepRecorded, operation: key)
    }
}
