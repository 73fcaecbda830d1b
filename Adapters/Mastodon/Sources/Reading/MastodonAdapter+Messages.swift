package import SMMAdapterKit
package import SMMModel

extension MastodonAdapter: ReadsMentions {
    /// What happened behind the cursor, oldest first; without a cursor the newest page.
    ///
    /// `min_id` reads forward directly behind an id, so that nothing between two questions is passed over
    /// (documentation, api/guidelines).
    package func mentions(_ query: MessageQuery, in context: AdapterContext) async -> ReadResult<MessagePage> {
        do throws(Obstacle) {
            let session = try session(query.account, context)
            let limit = min(max(query.limit, 1), 80)
            let last = MessageCursor(query.cursor)
            var parameters = [(name: "limit", value: String(limit))]
            if let last { parameters.append((name: "min_id", value: last.from)) }
            let answer = try await session.ask(
                session.get("/api/v1/notifications", parameters), optional: "read:notifications")
            guard let list = answer.body.elements else {
                return .askAgain(after: nil, reason: outcomes.failure(of: answer.response))
            }
            let reading = reading(query.account, session)
            let ids = list.compactMap { RemoteID.read($0["id"]) }
            // Without a cursor the next question would take the newest page for all there is.
            let start = last ?? (list.isEmpty ? MessageCursor.beginning : nil)
            let next = MessageCursor(after: ids, last: start, limit: limit)
            // Where the cursor stays, a server that passes over `min_id` would be asked without end.
            let page = MessagePage(
                messages: oldestFirst(list.compactMap { reading.message($0) }), cursor: next?.text ?? query.cursor,
                hasMore: last != nil && list.count >= limit && next != last)
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
            let fresh = statuses.filter(cursor.isNew)
            let some = fresh.prefix(min(max(query.limit, 1), 4096))
            cursor.give(some, of: statuses)
            let reading = reading(query.account, session)
            let page = MessagePage(
                messages: some.compactMap { reading.message($0, kind: .comment, conversation: receipt.remoteID) },
                cursor: cursor.text.isEmpty ? query.cursor : cursor.text, hasMore: some.count < fresh.count)
            return .read(page, budget: session.budget(answer.response))
        } catch {
            return error.reading()
        }
    }
}
