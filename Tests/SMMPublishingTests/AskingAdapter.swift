import SMMAdapterKit
import SMMModel
import Synchronization

/// Asks before each publish whether the account has published before.
final class AskingAdapter: PlatformAdapter {
    private let real: any PlatformAdapter
    private let heard = Mutex<[Bool?]>([])

    init(real: any PlatformAdapter) { self.real = real }

    /// The answers; nil for one that failed.
    var answers: [Bool?] { heard.withLock { $0 } }

    func describe() -> PlatformManifest { real.describe() }

    func publish(_ request: PublishRequest, in context: AdapterContext) async -> AttemptResult {
        let answer: Bool?
        do { answer = try await context.hasPublished() } catch { answer = nil }
        heard.withLock { $0.append(answer) }
        return await real.publish(request, in: context)
    }

    func reconcile(_ request: ReconcileRequest, in context: AdapterContext) async -> ReconcileResult {
        await real.reconcile(request, in: context)
    }
}
