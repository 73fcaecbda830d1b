package import SMMAdapterKit
import SMMModel

extension MastodonAdapter {
    /// Publishes one part as a status.
    ///
    /// The idempotency key is sent only where the facts prove that a repeated one gives the same status back: there are
    /// servers that refuse a repeated key although nothing was made the first time.
    package func publish(_ request: PublishRequest, in context: AdapterContext) async -> AttemptResult {
        let session: ServerSession
        do {
            session = try self.session(request.account, context)
        } catch {
            return AttemptResult(error.attempting)
        }
        let draft = StatusDraft(request)
        let facts = ServerFacts(request.account.facts)
        if let failure = draft.overlength(request.part.text, facts, context.manifest.limits) {
            return AttemptResult(.rejected(failure))
        }
        guard let media = preparedMedia(request), let quoted = quotedID(draft, request) else {
            return AttemptResult(
                .retry(after: nil, reason: Failure("media-not-prepared", "A medium has not been uploaded yet.")))
        }
        let key = facts.honoursKeys ? [HTTPField("Idempotency-Key", request.idempotencyKey)] : []
        let sent = session.json(
            "POST", "/api/v1/statuses", draft.json(media: media, quoted: quoted.id), headers: key)
        return await session.perform(sent) {
            StatusReading(JSONValue(bytes: $0.body))?.receipt(hashes: request.part.media.map(\.sha256))
        } refusal: { response, failure in
            await RefusalReading(
                session: session, response: response, failure: failure, request: request, context: context
            ).outcome(media: media)
        }
    }

    /// The ids of the part's media; nil when one is not ready.
    private func preparedMedia(_ request: PublishRequest) -> [String]? {
        var ids: [String] = []
        for index in request.part.media.indices {
            guard let id = MediaStep(request.steps[MediaStep.name(index)]).readyID else { return nil }
            ids.append(id)
        }
        return ids
    }

    /// What is quoted; nil when it was not looked up yet.
    private func quotedID(_ draft: StatusDraft, _ request: PublishRequest) -> (id: String?, Void)? {
        switch draft.quote {
        case nil: (nil, ())
        case .id(let id): (id, ())
        case .address: request.steps[MastodonAdapter.Step.quote].map { ($0, ()) }
        }
    }
}

extension MastodonAdapter: RepliesToComments {
    /// An answer is a status below another, which names the other's writer.
    package func reply(_ request: PublishRequest, in context: AdapterContext) async -> AttemptResult {
        await publish(request, in: context)
    }
}

extension MastodonAdapter: SendsDirectMessages {
    /// A direct message is a status for those alone whom it names.
    package func message(_ request: PublishRequest, in context: AdapterContext) async -> AttemptResult {
        guard request.parent?.values[StatusReading.Value.author] != nil || request.part.text.contains("@") else {
            return AttemptResult(
                .rejected(Failure("message-to-nobody", "A direct message must name the person it goes to.")))
        }
        return await publish(request.direct, in: context)
    }
}

extension PublishRequest {
    /// The same for those alone whom it names, which is all that makes a message of a status.
    var direct: PublishRequest {
        var direct = self
        direct.options[MastodonManifest.Option.visibility] = "direct"
        return direct
    }
}
