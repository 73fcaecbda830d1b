package import SMMAdapterKit
package import SMMModel

extension BlueskyAdapter: ReadsPosts {
    /// Reads a post back. The application may show it late, so that its own server has the last word on whether it
    /// stands.
    package func read(
        _ receipt: Receipt, of account: AccountProfile, in context: AdapterContext
    ) async -> ReadResult<RemotePost?> {
        do throws(Refusal) {
            let (seat, caller) = try desk(account, context)
            guard let uri = RecordURI(receipt.remoteID), uri.authority == seat.did else {
                throw .never(Failure("not-own", "That is no record of this account."))
            }
            let found = try await RecordLookup(seat: seat, caller: caller).find(uri.collection, uri.key)
            guard let found else { return .read(nil, budget: nil) }
            // It stands, whatever it says.
            guard let at = PostView.time(found.value) else {
                throw .never(Failure("record-unreadable", "The post stands, and does not say when it was made."))
            }
            let (metrics, budget) = try await views([receipt.remoteID], seat, caller)
            let standing = PostView.receipt(found.uri, found.cid, found.value, seat)
            return .read(
                RemotePost(
                    receipt: Receipt(
                        remoteID: standing.remoteID, url: standing.url, version: standing.version,
                        values: receipt.values.merging(standing.values) { _, new in new }),
                    text: found.value["text"]?.string ?? "", media: PostView.media(found.value), at: at,
                    metrics: metrics.first ?? PostMetrics(remoteID: found.uri)), budget: budget)
        } catch {
            return error.read()
        }
    }
}

extension BlueskyAdapter: ReadsInsights {
    /// Reads the counts of posts, 25 at a time (lexicon `getPosts`).
    package func metrics(
        of receipts: [Receipt], of account: AccountProfile, in context: AdapterContext
    ) async -> ReadResult<[PostMetrics]> {
        do throws(Refusal) {
            let (seat, caller) = try desk(account, context)
            let (metrics, budget) = try await views(receipts.map(\.remoteID), seat, caller)
            return .read(metrics, budget: budget)
        } catch {
            return error.read()
        }
    }

    /// The most posts of one question.
    private static let batch = 25

    private func views(
        _ uris: [String], _ seat: Seat, _ caller: Caller
    ) async throws(Refusal) -> ([PostMetrics], RateBudget?) {
        var found: [PostMetrics] = []
        var budget: RateBudget?
        var rest = uris.filter { RecordURI($0) != nil }[...]
        while !rest.isEmpty {
            let asked = rest.prefix(Self.batch)
            rest = rest.dropFirst(Self.batch)
            let answer = try await caller.call(
                seat.server.query("app.bsky.feed.getPosts", asked.map { ("uris", $0) }))
            guard let posts = answer.json["posts"]?.elements else { throw caller.unreadable(answer) }
            let wanted = Set(asked)
            found += posts.compactMap(PostView.metrics).filter { wanted.contains($0.remoteID) }
            budget = answer.budget ?? budget
        }
        return (found, budget)
    }
}
