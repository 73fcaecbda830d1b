package import SMMAdapterKit
import SMMModel

/// A mutant, wrong on purpose: takes every lost answer for "not sent" and every doubt for "not there", so that the
/// machine sends again. A harness that does not catch it proves nothing.
package struct BlindResend: PlatformAdapter, PreparesMedia {
    private let real: any PlatformAdapter

    /// The mutant of `real`.
    package init(_ real: any PlatformAdapter) {
        self.real = real
    }

    /// The real manifest, but it claims that the platform can always be asked.
    package func describe() -> PlatformManifest {
        var manifest = real.describe()
        if manifest.guarantee == .none { manifest.guarantee = .listing(complete: true) }
        manifest.settle = .zero
        return manifest
    }

    /// Prepares as the real one does.
    package func prepare(_ request: PublishRequest, in context: AdapterContext) async -> PrepareResult {
        guard let preparer = real as? any PreparesMedia else { return .prepared }
        return await preparer.prepare(request, in: context)
    }

    /// Publishes; a lost answer counts as a failure.
    package func publish(_ request: PublishRequest, in context: AdapterContext) async -> AttemptResult {
        var result = await real.publish(request, in: context)
        if case .ambiguous(let evidence) = result.outcome {
            result.outcome = .retry(after: nil, reason: evidence.failure)
        }
        return result
    }

    /// Does not ask: it says that nothing is there.
    package func reconcile(_ request: ReconcileRequest, in context: AdapterContext) async -> ReconcileResult {
        .absent(ListingProof(fetchedAt: context.clock.now, coversWindow: true, isAuthoritative: true))
    }
}
