package import SMMAdapterKit
import SMMModel

extension MastodonAdapter: PreparesMedia {
    /// The steps beside the media.
    enum Step {
        /// The account's newest status before the send, or `none`: what came later is newer, whatever any clock says.
        static let newest = "newest"
        /// The value of `newest` where the account had no status.
        static let none = "none"
        /// The id of what is quoted.
        static let quote = "quote"
    }

    /// Uploads media, looks up what is quoted, and notes the account's newest status.
    package func prepare(_ request: PublishRequest, in context: AdapterContext) async -> PrepareResult {
        do throws(Obstacle) {
            let session = try session(request.account, context)
            let uploads = MediaUploads(session: session, request: request, context: context)
            _ = try await uploads.bring()
            try await lookUpQuote(request, session, uploads)
            try await noteNewest(request, session, uploads)
            return .prepared
        } catch {
            return error.preparing
        }
    }

    private func lookUpQuote(
        _ request: PublishRequest, _ session: ServerSession, _ uploads: MediaUploads
    ) async throws(Obstacle) {
        guard case .address(let address) = StatusDraft(request).quote, request.steps[Step.quote] == nil else { return }
        let query = [(name: "q", value: address), (name: "resolve", value: "true"), (name: "type", value: "statuses")]
        let answer = try await session.ask(session.get("/api/v2/search", query), optional: "read:search")
        guard let status = StatusReading(answer.body["statuses"]?.elements?.first) else {
            throw .refused(Failure("quote-not-found", "The server does not find the post to quote."))
        }
        try await uploads.note(Step.quote, status.id)
    }

    /// Without the right to read statuses it goes without the note; the question is then bounded by time alone.
    private func noteNewest(
        _ request: PublishRequest, _ session: ServerSession, _ uploads: MediaUploads
    ) async throws(Obstacle) {
        guard request.steps[Step.newest] == nil, let account = ServerFacts(request.account.facts).accountID else {
            return
        }
        let newest: String?
        do throws(Obstacle) {
            let answer = try await session.ask(
                OwnStatuses.first(session, account: account), optional: "read:statuses")
            guard let list = answer.body.elements else {
                throw Obstacle.again(after: nil, session.outcomes.failure(of: answer.response))
            }
            newest = RemoteID.newest(list.compactMap { RemoteID.read($0["id"]) })
        } catch {
            switch error {
            case .again, .reauth: throw error
            case .gone, .refused: return
            }
        }
        try await uploads.note(Step.newest, newest ?? Step.none)
    }
}
