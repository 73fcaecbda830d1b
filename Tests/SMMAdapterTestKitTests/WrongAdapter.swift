import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel

/// The fake network's adapter with one thing wrong, to show that the suite sees it.
struct WrongAdapter: PlatformAdapter, PreparesMedia, DeletesPosts, EditsPosts, RepliesToComments {
    enum Fault: CaseIterable, Sendable {
        /// Sends again when the answer is lost.
        case resends
        /// Takes every 2xx for a success.
        case believesAny200
        /// Takes a lost answer for a harmless one.
        case retriesAmbiguous
        /// Takes a 5xx for a refusal.
        case rejects500
        /// Ignores the waiting time of a 429.
        case ignoresRetryAfter
        /// Takes a failed question for an empty listing.
        case absentOnError
        /// Adopts what belongs to another operation.
        case ignoresOwned
        /// Takes any post of the account for its own.
        case adoptsAnything
        /// Fails when a thing is gone already.
        case secondDeleteFails
        /// Says it can do what it cannot.
        case boastful
        /// Checks no limits.
        case validatesNothing
        /// Takes a 401 for a refusal.
        case rejects401
    }

    let real: FakeNetworkAdapter
    let fault: Fault

    private static let failure = Failure("wrong", "Wrong on purpose.")

    func describe() -> PlatformManifest {
        var manifest = real.describe()
        if fault == .boastful { manifest.capabilities.remove(.editsPosts) }
        return manifest
    }

    func validate(_ variant: PostVariant, account: AccountProfile, manifest: PlatformManifest) -> [Violation] {
        fault == .validatesNothing ? [] : manifest.violations(of: variant)
    }

    func prepare(_ request: PublishRequest, in context: AdapterContext) async -> PrepareResult {
        await real.prepare(request, in: context)
    }

    func publish(_ request: PublishRequest, in context: AdapterContext) async -> AttemptResult {
        let result = await real.publish(request, in: context)
        switch (fault, result.outcome) {
        case (.resends, .ambiguous): return await real.publish(request, in: context)
        case (.believesAny200, .ambiguous(let evidence)) where evidence.failure.status == 200:
            return AttemptResult(.published(Receipt(remoteID: "p1")))
        case (.retriesAmbiguous, .ambiguous(let evidence)):
            return AttemptResult(.retry(after: nil, reason: evidence.failure))
        case (.rejects500, .ambiguous(let evidence)) where evidence.failure.status == 500:
            return AttemptResult(.rejected(evidence.failure))
        case (.ignoresRetryAfter, .retry(_, let failure)): return AttemptResult(.retry(after: .zero, reason: failure))
        case (.rejects401, .needsReauth(let failure)): return AttemptResult(.rejected(failure))
        default: return result
        }
    }

    func reconcile(_ request: ReconcileRequest, in context: AdapterContext) async -> ReconcileResult {
        var request = request
        if fault == .ignoresOwned { request.owned = [] }
        let result = await real.reconcile(request, in: context)
        switch (fault, result) {
        case (.absentOnError, .askAgain):
            return .absent(ListingProof(fetchedAt: context.clock.now, coversWindow: true))
        case (.adoptsAnything, .absent): return .found(Receipt(remoteID: "p1"))
        default: return result
        }
    }

    func delete(_ request: DeleteRequest, in context: AdapterContext) async -> AttemptResult {
        guard fault == .secondDeleteFails else { return await real.delete(request, in: context) }
        let wire = FakeTransportProbe.delete(request)
        let response = try? await context.transport.send(wire)
        return response?.status == 200
            ? AttemptResult(.published(request.receipt)) : AttemptResult(.rejected(Self.failure))
    }

    func edit(_ request: EditRequest, in context: AdapterContext) async -> AttemptResult {
        await real.edit(request, in: context)
    }

    func reply(_ request: PublishRequest, in context: AdapterContext) async -> AttemptResult {
        await publish(request, in: context)
    }
}

/// The bare request that takes a post down on the fake network.
enum FakeTransportProbe {
    static func delete(_ request: DeleteRequest) -> HTTPRequest {
        let account = request.account.id.description
        return HTTPRequest(
            method: "DELETE", url: "https://fake.example/v1/accounts/\(account)/posts/\(request.receipt.remoteID)",
            headers: [HTTPField("Authorization", "Bearer fake-\(account)")])
    }
}
