import SMMAdapterKit
import SMMModel
import Synchronization

/// Notes the record key of everything that is sent or asked for, by text, in order.
final class KeyNotingAdapter: PlatformAdapter {
    private let real: any PlatformAdapter
    private let heard = Mutex<[String: [String]]>([:])

    init(real: any PlatformAdapter) { self.real = real }

    /// The keys so far.
    var keys: [String: [String]] { heard.withLock { $0 } }

    func describe() -> PlatformManifest { real.describe() }

    func publish(_ request: PublishRequest, in context: AdapterContext) async -> AttemptResult {
        note(request)
        return await real.publish(request, in: context)
    }

    func reconcile(_ request: ReconcileRequest, in context: AdapterContext) async -> ReconcileResult {
        note(request.sent)
        return await real.reconcile(request, in: context)
    }

    private func note(_ request: PublishRequest) {
        heard.withLock { $0[request.part.text, default: []].append(request.recordKey) }
    }
}
