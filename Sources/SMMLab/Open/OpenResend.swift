package import SMMAdapterKit
import SMMModel
import SMMPublishing

/// A mutant of an open network's adapter, wrong on purpose: takes every lost answer for "not sent" and every doubt for
/// "not there", and gives each try a key of its own.
///
/// The last is needed: with one key for all tries these networks forgive a blind resend, and nothing would be seen.
package struct OpenResend: PlatformAdapter, PreparesMedia {
    private let real: any PlatformAdapter

    /// The mutant of `real`.
    package init(_ real: any PlatformAdapter) {
        self.real = real
    }

    /// The real manifest, but it claims that the platform can always be asked, and only what the mutant can.
    package func describe() -> PlatformManifest {
        var manifest = real.describe()
        manifest.guarantee = .listing(complete: true)
        manifest.settle = .zero
        manifest.capabilities.formIntersection([.preparesMedia, .threads, .connectsAccounts])
        return manifest
    }

    /// Prepares as the real one does.
    package func prepare(_ request: PublishRequest, in context: AdapterContext) async -> PrepareResult {
        guard let preparer = real as? any PreparesMedia else { return .prepared }
        return await preparer.prepare(request, in: context)
    }

    /// Publishes under keys made from the time; a lost answer counts as a failure.
    package func publish(_ request: PublishRequest, in context: AdapterContext) async -> AttemptResult {
        var request = request
        let now = context.clock.now
        request.idempotencyKey += "-\(now.milliseconds)"
        request.recordKey = RecordKey.text(OperationID(rawValue: IDGenerator.lowest(at: now)))
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

extension OpenResend: ConnectsAccounts {
    /// Connects as the real one does.
    package func connect(_ request: ConnectRequest, in context: ConnectContext) async -> ConnectStep {
        guard let connector = real as? any ConnectsAccounts else {
            return .tryAgain(after: nil, reason: Failure("not-supported", "The real adapter connects no accounts."))
        }
        return await connector.connect(request, in: context)
    }
}
