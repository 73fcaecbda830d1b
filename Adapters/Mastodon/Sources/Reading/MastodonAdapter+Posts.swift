package import SMMAdapterKit
package import SMMModel

extension MastodonAdapter: ReadsPosts {
    /// The status as it stands; nil when the server answers for the account and does not know the status.
    package func read(
        _ receipt: Receipt, of account: AccountProfile, in context: AdapterContext
    ) async -> ReadResult<RemotePost?> {
        do throws(Obstacle) {
            let session = try session(account, context)
            guard RemoteID.isValid(receipt.remoteID) else { throw Obstacle.refused(Self.unusable) }
            let response = try await session.raw(session.get("/api/v1/statuses/\(receipt.remoteID)"))
            if [404, 410].contains(response.status) {
                switch await session.presence(of: receipt.remoteID, by: response) {
                case .gone: return .read(nil, budget: session.budget(response))
                case .unclear(let failure): return .askAgain(after: nil, reason: failure)
                case .elsewhere(let obstacle): throw obstacle
                case .standing: throw session.obstacle(response)
                }
            }
            guard (200...299).contains(response.status) else { throw await session.explained(response) }
            guard let status = StatusReading(JSONValue(bytes: response.body)), status.id == receipt.remoteID else {
                return .askAgain(after: nil, reason: outcomes.failure(of: response))
            }
            return .read(post(status, receipt, context.clock.now), budget: session.budget(response))
        } catch {
            return error.reading()
        }
    }

    static let unusable = Failure("receipt-unusable", "The receipt names no status of a server.")

    private func post(_ status: StatusReading, _ receipt: Receipt, _ now: Instant) -> RemotePost {
        var fresh = status.receipt()
        // What only the sender knows stays.
        fresh.values.merge(receipt.values) { new, _ in new }
        return RemotePost(
            receipt: fresh, text: status.text, media: status.media.count, at: status.createdAt ?? now,
            metrics: status.metrics)
    }
}

extension MastodonAdapter: ReadsInsights {
    /// The most statuses asked for at once (Mastodon gives 20 to a question).
    static let batch = 20

    /// The counts of these statuses, 20 to a request where the server has that, else one by one.
    package func metrics(
        of receipts: [Receipt], of account: AccountProfile, in context: AdapterContext
    ) async -> ReadResult<[PostMetrics]> {
        do throws(Obstacle) {
            let session = try session(account, context)
            let ids = receipts.map(\.remoteID).filter(RemoteID.isValid)
            var found: [PostMetrics] = []
            var budget: RateBudget?
            var start = 0
            while start < ids.count {
                let some = Array(ids[start..<min(start + Self.batch, ids.count)])
                let (metrics, rest) = try await metrics(some, session)
                found += metrics
                budget = rest ?? budget
                start += some.count
            }
            return .read(found, budget: budget)
        } catch {
            return error.reading()
        }
    }

    private func metrics(
        _ ids: [String], _ session: ServerSession
    ) async throws(Obstacle) -> ([PostMetrics], RateBudget?) {
        if ids.count > 1, let batch = try await together(ids, session) { return batch }
        var found: [PostMetrics] = []
        var budget: RateBudget?
        for id in ids {
            do throws(Obstacle) {
                let answer = try await session.ask(session.get("/api/v1/statuses/\(id)"))
                budget = session.budget(answer.response) ?? budget
                if let status = StatusReading(answer.body), status.id == id { found.append(status.metrics) }
            } catch {
                guard case .gone = error else { throw error }
            }
        }
        return (found, budget)
    }

    /// The batch; nil where the server does not have it: it says no, or answers with an empty array.
    private func together(
        _ ids: [String], _ session: ServerSession
    ) async throws(Obstacle) -> ([PostMetrics], RateBudget?)? {
        do throws(Obstacle) {
            let query = ids.map { (name: "id[]", value: $0) }
            let answer = try await session.ask(session.get("/api/v1/statuses", query))
            let wanted = Set(ids)
            let metrics = (answer.body.elements ?? []).compactMap { StatusReading($0) }
                .filter { wanted.contains($0.id) }.map(\.metrics)
            return metrics.isEmpty ? nil : (metrics, session.budget(answer.response))
        } catch {
            switch error {
            case .gone, .refused: return nil
            case .again(_, let failure):
                // A server that takes it for something else may answer with an error of its own.
                guard let status = failure.status, (500...599).contains(status), status != 503 else { throw error }
                return nil
            case .reauth: throw error
            }
        }
    }
}

extension MastodonAdapter: FavouritesPosts {
    /// Likes a status, or takes the like back.
    package func favourite(
        _ receipt: Receipt, _ isLiked: Bool, of account: AccountProfile, in context: AdapterContext
    ) async -> AttemptResult {
        do throws(Obstacle) {
            let session = try session(account, context)
            guard RemoteID.isValid(receipt.remoteID) else { throw Obstacle.refused(Self.unusable) }
            let path = "/api/v1/statuses/\(receipt.remoteID)/" + (isLiked ? "favourite" : "unfavourite")
            return await act(
                session.request("POST", path, isIdempotent: true), scope: "write:favourites", session, account, context
            ) { StatusReading(JSONValue(bytes: $0.body)) == nil ? nil : receipt }
        } catch {
            return AttemptResult(error.attempting)
        }
    }
}

extension MastodonAdapter {
    /// Sends a request that changes something other than a status, and tells a missing scope from a refusal.
    func act(
        _ request: HTTPRequest, scope: String, _ session: ServerSession, _ account: AccountProfile,
        _ context: AdapterContext, receipt: (HTTPResponse) -> Receipt?
    ) async -> AttemptResult {
        let doubt = TokenDoubt(session: session, account: account, credential: context.credential, scope: scope)
        return await session.perform(request, receipt: receipt) { await doubt.outcome($0, $1) }
    }
}
