import SMMAdapterKit
import SMMModel

/// One edit: reads what stands, brings new media, and writes only when something differs.
struct EditRun {
    let outcomes: HTTPOutcome
    let session: ServerSession
    let request: EditRequest
    let context: AdapterContext

    private var path: String { "/api/v1/statuses/\(request.receipt.remoteID)" }
    private var parts: [MediaReference] { request.content.part.media }

    /// - Throws: what stands in the way before anything is written.
    func run() async throws(Obstacle) -> AttemptResult {
        let (standing, budget, now) = try await standing()
        let media = try await media(standing)
        let draft = StatusDraft(request.content)
        let facts = ServerFacts(request.content.account.facts)
        let limits = context.manifest.limits
        if let failure = draft.overlength(request.content.part.text, facts, limits) { throw .refused(failure) }
        let shortest = limits.polls.minimumSeconds
        let poll = PollEdit(wanted: draft.poll, standing: standing.poll, now: now, shortest: shortest)
        if try await isSame(standing, draft, media, poll) {
            return AttemptResult(.published(standing.receipt(hashes: parts.map(\.sha256))), rate: budget)
        }
        return await write(
            draft.editJSON(media: media, attributes: attributes(standing, media), poll: try poll.json()), media,
            standing)
    }

    private func write(_ body: JSONValue, _ media: [String], _ standing: StatusReading) async -> AttemptResult {
        await session.perform(session.json("PUT", path, body, isIdempotent: true)) {
            guard let status = StatusReading(JSONValue(bytes: $0.body)), status.id == request.receipt.remoteID else {
                return nil
            }
            return status.receipt(hashes: parts.map(\.sha256))
        } refusal: { response, failure in
            await RefusalReading(
                session: session, response: response, failure: failure, request: request.content, context: context
            ).outcome(media: media, standing: standing.mediaIDs)
        }
    }

    /// The status as it is now, and the time on the server's clock.
    ///
    /// - Throws: `gone` only where the server itself says so, and not a page on the way to it.
    private func standing() async throws(Obstacle) -> (StatusReading, RateBudget?, Instant) {
        let response = try await session.raw(session.get(path))
        if [404, 410].contains(response.status) {
            switch await session.presence(of: request.receipt.remoteID, by: response) {
            case .unclear(let failure): throw .again(after: nil, failure)
            case .elsewhere(let obstacle): throw obstacle
            case .gone, .standing: throw session.obstacle(response)
            }
        }
        guard (200...299).contains(response.status) else { throw await session.explained(response) }
        guard let status = StatusReading(JSONValue(bytes: response.body)), status.id == request.receipt.remoteID else {
            throw .again(after: nil, outcomes.failure(of: response))
        }
        return (status, session.budget(response), session.clock.now + (session.skew(response) ?? .zero))
    }

    /// The ids of the media in the new order: those that stand already, and the others uploaded.
    private func media(_ standing: StatusReading) async throws(Obstacle) -> [String] {
        let ids = list(request.receipt.values[StatusReading.Value.media])
        let hashes = list(request.receipt.values[StatusReading.Value.hashes])
        var free = standing.mediaIDs
        var kept: [Int: String] = [:]
        for (index, medium) in parts.enumerated() {
            let step = MediaStep(request.content.steps[MediaStep.name(index)]).readyID
            let old = zip(ids, hashes).first { $0.1 == medium.sha256 && free.contains($0.0) }?.0
            guard let id = [old, step].compactMap({ $0 }).first(where: free.contains) else { continue }
            kept[index] = id
            free.removeAll { $0 == id }
        }
        let uploads = MediaUploads(
            session: session, request: request.content, context: context, kept: Set(kept.keys))
        let brought = try await uploads.bring()
        var media: [String] = []
        for index in parts.indices {
            guard let id = kept[index] ?? brought[index] else {
                throw .again(after: nil, Failure("media-not-prepared", "A medium has not been uploaded yet."))
            }
            media.append(id)
        }
        return media
    }

    /// Whether the status has all of it already.
    private func isSame(
        _ standing: StatusReading, _ draft: StatusDraft, _ media: [String], _ poll: PollEdit
    ) async throws(Obstacle) -> Bool {
        guard standing.mediaIDs == media, standing.isSensitive == draft.isSensitive,
            draft.language == nil || standing.language == draft.language, poll.isSame,
            let text = draft.forms.first(where: { isEqual($0.warning, standing.warning) })?.text,
            zip(standing.media, parts).allSatisfy({ isSame($0, $1) })
        else { return false }
        let source: Answer
        do {
            source = try await session.ask(session.get(path + "/source"))
        } catch {
            switch error {
            case .again: throw error
            case .gone, .refused, .reauth: return false
            }
        }
        return source.body["text"]?.string.map { isEqual($0, text) } ?? false
    }

    private func isEqual(_ left: String, _ right: String) -> Bool {
        ComparedText.canonical(left) == ComparedText.canonical(right)
    }

    /// Whether an attachment has the medium's words and focus. Without a focus of ours, whatever stands there stays.
    private func isSame(_ attachment: JSONValue, _ medium: MediaReference) -> Bool {
        (attachment["description"]?.string ?? "") == (medium.alt ?? "")
            && (medium.focus.map { FocusText.isSame($0, shown: attachment["meta"]?["focus"]) } ?? true)
    }

    /// Descriptions of attachments that stand already; new ones were given theirs with the upload.
    private func attributes(_ standing: StatusReading, _ media: [String]) -> [JSONValue] {
        let old = Set(standing.mediaIDs)
        return zip(media, parts).compactMap { id, medium in
            guard old.contains(id) else { return nil }
            var fields: [String: JSONValue] = ["id": .string(id), "description": .string(medium.alt ?? "")]
            if let focus = medium.focus { fields["focus"] = .string(FocusText.of(focus)) }
            return .object(fields)
        }
    }

    private func list(_ text: String?) -> [String] { (text ?? "").split(separator: ",").map(String.init) }
}
