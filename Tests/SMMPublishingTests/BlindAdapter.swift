import SMMAdapterKit
import SMMModel

/// A mutant: takes every lost answer for "not sent" and lets the machine send again at once.
struct BlindAdapter: PlatformAdapter {
    let real: any PlatformAdapter

    func describe() -> PlatformManifest {
        var manifest = real.describe()
        manifest.guarantee = .listing(complete: true)
        return manifest
    }

    func publish(_ request: PublishRequest, in context: AdapterContext) async -> AttemptResult {
        await real.publish(request, in: context)
    }

    func reconcile(_ request: ReconcileRequest, in context: AdapterContext) async -> ReconcileResult {
        .absent(ListingProof(fetchedAt: context.clock.now, coversWindow: true, isAuthoritative: true))
    }
}
