import SMMAdapterKit
import SMMModel

/// Compares statuses of the account with what was sent.
struct StatusComparison {
    private let draft: StatusDraft
    private let media: Int
    /// The ids of the media that were sent, as far as they are known.
    private let ids: [String]
    private let session: ServerSession

    init(_ sent: PublishRequest, session: ServerSession) {
        draft = StatusDraft(sent)
        media = sent.part.media.count
        ids = sent.part.media.indices.compactMap { MediaStep(sent.steps[MediaStep.name($0)]).readyID }
        self.session = session
    }

    /// Whether `status` is what was sent, as far as that can be known.
    ///
    /// Media were uploaded for this operation alone and stand in one status at most, so that the same ids in the same
    /// order say it, whatever was made of the words. The source is asked for only where everything else fits and the
    /// words may be the same.
    func verdict(on status: StatusReading) async throws(Obstacle) -> ComparedText.Verdict {
        if media > 0 && ids.count == media && status.mediaIDs == ids { return .same }
        guard status.media.count == media, status.parent == draft.parent else { return .different }
        let shown = best(status) { ComparedText.verdict(sent: $0, shown: status.text) }
        guard shown > .different, let source = try await source(of: status.id) else { return shown }
        return best(status) { ComparedText.verdict(sent: $0, source: source) }
    }

    /// The nearest of the forms the draft may have been kept in.
    private func best(
        _ status: StatusReading, _ compare: (String) -> ComparedText.Verdict
    ) -> ComparedText.Verdict {
        draft.forms.map { form in
            min(ComparedText.verdict(sent: form.warning, shown: status.warning), compare(form.text))
        }.max() ?? .different
    }

    /// The words as they were sent; nil where the server does not give them.
    private func source(of id: String) async throws(Obstacle) -> String? {
        do {
            let answer = try await session.ask(session.get("/api/v1/statuses/\(id)/source"))
            guard RemoteID.read(answer.body["id"]) == id else { return nil }
            return answer.body["text"]?.string
        } catch {
            switch error {
            case .again: throw error
            // A token without the right to it, or a server without the address: the HTML must do.
            case .gone, .refused, .reauth: return nil
            }
        }
    }
}
