import SMMAdapterKit
import SMMModel

/// A network that takes posts under one credential alone.
struct SignedAdapter: PlatformAdapter {
    let real: any PlatformAdapter
    /// The credential that works.
    let good: Secret

    func describe() -> PlatformManifest {
        var manifest = real.describe()
        manifest.capabilities = [.connectsAccounts]
        return manifest
    }

    func publish(_ request: PublishRequest, in context: AdapterContext) async -> AttemptResult {
        guard context.credential?.secrets["access"] == good else {
            return AttemptResult(.needsReauth(Failure("credential-expired", "The token has ended.")))
        }
        return await real.publish(request, in: context)
    }

    func reconcile(_ request: ReconcileRequest, in context: AdapterContext) async -> ReconcileResult {
        await real.reconcile(request, in: context)
    }
}
