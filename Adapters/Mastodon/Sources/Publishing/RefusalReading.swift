import SMMAdapterKit
import SMMModel

/// Finds out what a refused status was refused for where the status code alone does not say, by asking and never by
/// reading sentences.
struct RefusalReading {
    let session: ServerSession
    let response: HTTPResponse
    let failure: Failure
    let request: PublishRequest
    let context: AdapterContext

    /// The outcome. `media` are the uploaded ids by position that the request named; `standing` are those of the status
    /// that is edited, nil for a new status.
    func outcome(media: [String], standing: [String]? = nil) async -> AttemptOutcome {
        let doubt = TokenDoubt(
            session: session, account: request.account, credential: context.credential, scope: "write:statuses")
        if let outcome = await doubt.outcome(response, failure) { return outcome }
        switch response.status {
        case 400, 404, 422:
            return await mediaOutcome(media, standing) ?? .rejected(failure)
        default:
            return .rejected(failure)
        }
    }

    /// What the server says of the media that the refused status named; nil when they are not the reason.
    private func mediaOutcome(_ media: [String], _ standing: [String]?) async -> AttemptOutcome? {
        var gone: [Int] = []
        for (index, id) in media.enumerated() where !(standing?.contains(id) ?? false) {
            let answer: HTTPResponse
            do {
                answer = try await session.raw(session.get("/api/v1/media/\(id)"))
            } catch {
                return .retry(after: nil, reason: error.failure)
            }
            switch answer.status {
            case 206:
                if let stop = await note(MediaStep.name(index), MediaStep.pending(id: id, tries: 0).text) {
                    return stop
                }
                return .retry(
                    after: .seconds(5),
                    reason: Failure("media-in-work", "The server is still working on a medium.", status: 206))
            case 404, 410: gone.append(index)
            case 422:
                return .rejected(session.obstacle(answer).failure)
            case 429, 500...599:
                return .retry(after: nil, reason: session.obstacle(answer).failure)
            default: continue
            }
        }
        guard !gone.isEmpty else { return nil }
        if standing == nil, let outcome = await taken(media) { return outcome }
        for index in gone {
            if let stop = await note(MediaStep.name(index), MediaStep.missing.text) { return stop }
        }
        return await newRound()
    }

    /// The outcome where the media may stand in a status that an earlier send made; nil where they certainly do not.
    ///
    /// A server shows a medium that stands in a status no more than one it has lost, and to upload it anew would publish
    /// the same thing twice.
    private func taken(_ media: [String]) async -> AttemptOutcome? {
        do {
            let facts = ServerFacts(request.account.facts)
            let account = try await OwnStatuses.account(facts, session)
            let reading = try await OwnStatuses(session: session, account: account)
                .read(since: request, from: request.intentAt - ReconcileRequest.lookback)
            if let status = reading.statuses.first(where: { $0.mediaIDs == media }) {
                return .duplicateOf(status.receipt(hashes: request.part.media.map(\.sha256)), reason: failure)
            }
            return OwnStatuses.proves(absenceOf: request, facts, reading) ? nil : await doubt()
        } catch {
            switch error {
            case .again(let after, let reason): return .retry(after: after, reason: reason)
            case .reauth(let reason): return .needsReauth(reason)
            case .gone, .refused: return await doubt()
            }
        }
    }

    /// What is said where nothing proves that the media stand nowhere; nil where they may be uploaded anew.
    ///
    /// The first time the question goes to the listing, and from there to a person. Where an idempotency key is honoured
    /// the same request is sent again instead, and would be refused in the same way until the key's hour is over: then the
    /// refusal itself is the answer, which after a send in doubt goes to a person too. Another key than the one in doubt
    /// says that the doubt was answered: by a person who wants it sent again, or by a proof of absence.
    private func doubt() async -> AttemptOutcome? {
        let known = request.steps[MediaUploads.doubt]
        guard known != request.idempotencyKey else { return .rejected(failure) }
        if let stop = await note(MediaUploads.doubt, request.idempotencyKey) { return stop }
        return known == nil ? .ambiguous(Evidence(progress: .headReceived, failure: failure)) : nil
    }

    /// Lets the media be uploaded anew, a few times only: a server that never shows them would be asked for ever.
    private func newRound() async -> AttemptOutcome? {
        let rounds = request.steps[MediaUploads.rounds].flatMap { Int($0) } ?? 0
        guard rounds < MediaUploads.maximumRounds else { return nil }
        if let stop = await note(MediaUploads.rounds, String(rounds + 1)) { return stop }
        return .retry(
            after: nil, reason: Failure("media-gone", "The server no longer has a medium.", status: response.status))
    }

    private func note(_ name: String, _ value: String) async -> AttemptOutcome? {
        do {
            try await context.steps.record(name, value)
            return nil
        } catch {
            return .retry(after: nil, reason: Failure("step-not-durable", "The step \(name) could not be stored."))
        }
    }
}
