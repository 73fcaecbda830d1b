import SMMAdapterKit
import SMMModel
import Synchronization

/// Answers and sends messages; each call is noted, and the answer to what was sent is lost.
final class AnsweringAdapter: PlatformAdapter, PreparesMedia, RepliesToComments, SendsDirectMessages {
    private let real: any PlatformAdapter
    private let calls = Mutex<[String]>([])

    init(real: any PlatformAdapter) { self.real = real }

    /// What was called, in order.
    var heard: [String] { calls.withLock { $0 } }

    func describe() -> PlatformManifest { real.describe() }

    func publish(_ request: PublishRequest, in context: AdapterContext) async -> AttemptResult { lost("publish") }

    func reply(_ request: PublishRequest, in context: AdapterContext) async -> AttemptResult { lost("reply") }

    func message(_ request: PublishRequest, in context: AdapterContext) async -> AttemptResult { lost("message") }

    func prepare(_ request: PublishRequest, in context: AdapterContext) async -> PrepareResult {
        calls.withLock { $0.append("prepare") }
        return .prepared
    }

    func reconcile(_ request: ReconcileRequest, in context: AdapterContext) async -> ReconcileResult {
        calls.withLock { $0.append("asked of a \(request.kind.rawValue)") }
        return .found(Receipt(remoteID: "7"))
    }

    private func lost(_ name: String) -> AttemptResult {
        calls.withLock { $0.append(name) }
        return AttemptResult(.ambiguous(Evidence(progress: .bodyWritten, failure: Failure("closed", "Closed."))))
    }
}
