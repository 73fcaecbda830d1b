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

    /// The outcome. `media` are the uploaded ids by position that the request named.
    func outcome(media: [String]) async -> AttemptOutcome {
        let doubt = TokenDoubt(
            session: session, account: request.account, credential: context.credential, scope: "write:statuses")
        if await doubt.needsPerson(response) { return .needsReauth(failure) }
        switch response.status {
        case 400, 404, 422:
            return await mediaOutcome(media) ?? .rejected(failure)
        default:
            return .rejected(failure)
        }
    }

    /// What the server says of the media that the refused status named; nil when they are not the reason.
    private func mediaOutcome(_ media: [String]) async -> AttemptOutcome? {
        var isAnyGone = false
        for (index, id) in media.enumerated() {
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
            case 404, 410:
                isAnyGone = true
                if let stop = await note(MediaStep.name(index), MediaStep.missing.text) { return stop }
            case 422:
                return .rejected(session.obstacle(answer).failure)
            case 429, 500...599:
                return .retry(after: nil, reason: session.obstacle(answer).failure)
            default: continue
            }
        }
        return isAnyGone ? await newRound() : nil
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
