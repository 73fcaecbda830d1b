import SMMAdapterKit
import SMMModel

/// Ends its daemon when it is asked what became of one certain text.
struct FatalAdapter: PlatformAdapter {
    let real: any PlatformAdapter
    let text: String
    let life: Life

    func describe() -> PlatformManifest { real.describe() }

    func publish(_ request: PublishRequest, in context: AdapterContext) async -> AttemptResult {
        await real.publish(request, in: context)
    }

    func reconcile(_ request: ReconcileRequest, in context: AdapterContext) async -> ReconcileResult {
        if request.sent.part.text == text { life.end() }
        return await real.reconcile(request, in: context)
    }
}
