package import SMMAdapterKit
import SMMModel

extension MastodonAdapter {
    /// Looks for the status among the account's own since the send and compares words, warning, media and parent.
    ///
    /// Where one may be it in a form the server made of it, no listing proves that it is absent.
    package func reconcile(_ request: ReconcileRequest, in context: AdapterContext) async -> ReconcileResult {
        do {
            let session = try session(request.sent.account, context)
            return try await search(request, session)
        } catch {
            return error.reconciling
        }
    }

    private func search(
        _ request: ReconcileRequest, _ session: ServerSession
    ) async throws(Obstacle) -> ReconcileResult {
        let sent = request.kind == .message ? request.sent.direct : request.sent
        let facts = ServerFacts(sent.account.facts)
        let account = try await OwnStatuses.account(facts, session)
        let fetchedAt = session.clock.now
        let reading = try await OwnStatuses(session: session, account: account).read(since: sent, from: request.from)
        let isProof = OwnStatuses.proves(absenceOf: sent, facts, reading)
        let comparison = StatusComparison(sent, session: session)
        let owned = Set(request.owned)
        var matches: [Receipt] = []
        var isCertain = true
        for status in reading.statuses where !owned.contains(status.id) {
            switch try await comparison.verdict(on: status) {
            case .same: matches.append(status.receipt(hashes: sent.part.media.map(\.sha256)))
            case .unsure: isCertain = false
            case .different: continue
            }
        }
        switch matches.count {
        case 1: return .found(matches[0])
        case 0:
            return .absent(ListingProof(fetchedAt: fetchedAt, coversWindow: isCertain && isProof))
        default: return .several(matches)
        }
    }
}
