package import SMMAdapterKit
package import SMMModel

extension MastodonAdapter: ReadsMentions {
    /// What happened behind the cursor, oldest first; without a cursor the newest page.
    ///
    /// `min_id` reads forward directly behind an id, so that nothing between two questions is passed over
    /// (documentation, api/guidelines). Some servers deliver late and out of order (observed, Takahē 0.11), so that what
    /// comes next can have an id below the newest seen: reading begins again somewhat before it (``ReadingTrail``), and ids
    /// tell what is known already.
    package func mentions(_ query: MessageQuery, in context: AdapterContext) async -> ReadResult<MessagePage> {
        do throws(Obstacle) {
            let session = try session(query.account, context)
            let limit = min(max(query.limit, 1), 80)
            var trail = ReadingTrail(query.cursor)
            let isFirst = trail.isNew
            let pass = trail.begin(now: context.clock.now)
            var parameters = [(name: "limit", value: String(limit))]
            if let from = pass.from { parameters.append((name: "min_id", value: from)) }
            let answer = try await session.ask(
                session.get("/api/v1/notifications", parameters), optional: "read:notifications")
            guard let list = answer.body.elements else {
                return .askAgain(after: nil, reason: outcomes.failure(of: answer.response))
            }
            let reading = reading(query.account, session)
            let messages = oldestFirst(list.compactMap { reading.message($0) })
            let ids = list.compactMap { RemoteID.read($0["id"]) }
            let isFull = list.count >= limit
            if trail.first == nil { trail.begin(with: ids, isWhole: !isFirst || !isFull) }
            let hasMore = trail.take(
                RemoteID.newest(ids), isFull: isFull, isFirst: isFirst, at: messages.last?.at, of: pass,
                now: context.clock.now)
            let page = MessagePage(messages: messages, cursor: trail.text, hasMore: hasMore)
            return .read(page, budget: session.budget(answer.response))
        } catch {
            return error.reading()
        }
    }

    func reading(_ account: AccountProfile, _ session: ServerSession) -> MessageReading {
        MessageReading(
            own: ServerFacts(account.facts).accountID, domain: Self.domain(account, session), now: session.clock.now)
    }

    func oldestFirst(_ messages: [RemoteMessage]) -> [RemoteMessage] {
        messages.sorted { ($0.at, $0.remoteID) < ($1.at, $1.remoteID) }
    }
}

extension MastodonAdapter: ReadsComments {
    /// The answers below a status at any depth, each once.
    package func comments(
        on receipt: Receipt, _ query: MessageQuery, in context: AdapterContext
    ) async -> ReadResult<MessagePage> {
        do throws(Obstacle) {
            let session = try session(query.account, context)
            guard RemoteID.isValid(receipt.remoteID) else { throw Obstacle.refused(Self.unusable) }
            let answer = try await session.ask(session.get("/api/v1/statuses/\(receipt.remoteID)/context"))
            guard let list = answer.body["descendants"]?.elements else {
                return .askAgain(after: nil, reason: outcomes.failure(of: answer.response))
            }
            let statuses = list.compactMap { StatusReading($0) }.sorted { RemoteID.isOlder($0.id, than: $1.id) }
            var cursor = CommentCursor(query.cursor)
            let fresh = statuses.filter { cursor.isNew($0.id) }
            let some = fresh.prefix(min(max(query.limit, 1), 4096))
            cursor.give(some.map(\.id), of: statuses.map(\.id))
            let reading = reading(query.account, session)
            let page = MessagePage(
                messages: some.compactMap { reading.message($0, kind: .comment, conversation: receipt.remoteID) },
                cursor: cursor.text, hasMore: some.count < fresh.count)
            return .read(page, budget: session.budget(answer.response))
        } catch {
            return error.reading()
        }
    }
}
