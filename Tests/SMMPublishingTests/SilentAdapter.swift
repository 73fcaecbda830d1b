import SMMAdapterKit
import SMMModel

/// A network that takes posts and fails every question about them.
struct SilentAdapter: PlatformAdapter {
    let real: any PlatformAdapter

    func describe() -> PlatformManifest { real.describe() }

    func publish(_ request: PublishRequest, in context: AdapterContext) async -> AttemptResult {
        await real.publish(request, in: context)
    }

    func reconcile(_ request: ReconcileRequest, in context: AdapterContext) async -> ReconcileResult {
        .askAgain(after: nil, reason: Failure("http-500", "The server failed."))
    }
}
