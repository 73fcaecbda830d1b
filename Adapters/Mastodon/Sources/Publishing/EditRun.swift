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
        let (standing, budget) = try await standing()
        let media = try await media(standing)
        let draft = StatusDraft(request.content)
        let hashes = parts.map(\.sha256)
        if try await isSame(standing, draft, media) {
            return AttemptResult(
                .published(standing.receipt(hashes: hashes)), rate: budget)
        }
        let body = draft.editJSON(media: media, attributes: attributes(standing, media))
        let response: HTTPResponse
        do {
            response = try await context.transport.send(session.json("PUT", path, body, isIdempotent: true))
        } catch {
            return AttemptResult(outcomes.outcome(of: error))
        }
        let result = outcomes.result(of: response, now: session.clock.now, words: ServerWords.read(response)) {
            guard let status = StatusReading(JSONValue(bytes: $0.body)), status.id == request.receipt.remoteID else {
                return nil
            }
            return status.receipt(hashes: hashes)
        }
        guard case .rejected(let failure) = result.outcome else { return result }
        var refined = result
        refined.outcome = await RefusalReading(
            session: session, response: response, failure: failure, request: request.content, context: context
        ).outcome(media: Set(standing.mediaIDs).isSuperset(of: media) ? [] : media)
        return refined
    }

    /// The status as it is now.
    ///
    /// - Throws: `gone` only where the server itself says so, and not a page on the way to it.
    private func standing() async throws(Obstacle) -> (StatusReading, RateBudget?) {
        let response = try await session.raw(session.get(path))
        if [404, 410].contains(response.status) {
            switch await session.presence(of: request.receipt.remoteID, by: response) {
            case .unclear(let failure): throw .again(after: nil, failure)
            case .gone, .standing, .elsewhere: throw session.obstacle(response)
            }
        }
        guard (200...299).contains(response.status) else { throw await session.explained(response) }
        guard let status = StatusReading(JSONValue(bytes: response.body)), status.id == request.receipt.remoteID else {
            throw .again(after: nil, outcomes.failure(of: response))
        }
        return (status, session.budget(response))
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
        _ standing: StatusReading, _ draft: StatusDraft, _ media: [String]
    ) async throws(Obstacle) -> Bool {
        guard standing.mediaIDs == media, standing.isSensitive == draft.isSensitive,
            draft.language == nil || standing.language == draft.language, draft.poll == nil,
            StatusComparison.canonical(standing.warning) == StatusComparison.canonical(draft.warning),
            zip(standing.media, parts).allSatisfy({ ($0["description"]?.string ?? "") == ($1.alt ?? "") })
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
        return source.body["text"]?.string.map { StatusComparison.canonical($0) }
            == StatusComparison.canonical(draft.text)
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
