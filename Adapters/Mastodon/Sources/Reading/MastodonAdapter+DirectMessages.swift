package import SMMAdapterKit
package import SMMModel

extension MastodonAdapter: ReadsDirectMessages {
    /// The most conversations that are read in full for one question.
    static let conversations = 20

    /// What was said in conversations behind the cursor, oldest first.
    ///
    /// A server lists conversations by their last status; what else was said since the cursor stands above it in the
    /// thread, and is read from there.
    package func directMessages(_ query: MessageQuery, in context: AdapterContext) async -> ReadResult<MessagePage> {
        do {
            let session = try session(query.account, context)
            let limit = min(max(query.limit, 1), Self.conversations)
            let last = query.cursor.flatMap { RemoteID.isValid($0) ? $0 : nil }
            var parameters = [(name: "limit", value: String(limit))]
            if let last { parameters.append((name: "min_id", value: last)) }
            let answer = try await session.ask(session.get("/api/v1/conversations", parameters))
            guard let list = answer.body.elements else {
                return .askAgain(after: nil, reason: outcomes.failure(of: answer.response))
            }
            var messages: [RemoteMessage] = []
            let reading = reading(query.account, session)
            for conversation in list {
                messages += try await words(of: conversation, since: last, session, reading)
            }
            let newest = RemoteID.newest(list.compactMap { RemoteID.read($0["last_status"]?["id"]) })
            // The server's own value first: on some it is not the status that conversations are ordered by.
            let next = LinkHeader.parameter("min_id", relation: "prev", in: answer.response) ?? newest
            let page = MessagePage(
                messages: oldestFirst(messages), cursor: next ?? query.cursor,
                hasMore: last != nil && list.count >= limit)
            return .read(page, budget: session.budget(answer.response))
        } catch {
            return error.reading()
        }
    }

    private func words(
        of conversation: JSONValue, since last: String?, _ session: ServerSession, _ reading: MessageReading
    ) async throws(Obstacle) -> [RemoteMessage] {
        guard let status = StatusReading(conversation["last_status"]) else { return [] }
        let id = RemoteID.read(conversation["id"])
        var statuses = [status]
        if let last, status.parent != nil {
            do {
                let answer = try await session.ask(session.get("/api/v1/statuses/\(status.id)/context"))
                statuses += (answer.body["ancestors"]?.elements ?? []).compactMap { StatusReading($0) }.filter {
                    $0.visibility == "direct" && RemoteID.isOlder(last, than: $0.id)
                }
            } catch {
                guard case .gone = error else { throw error }
            }
        }
        return statuses.compactMap { reading.message($0, kind: .directMessage, conversation: id) }
    }
}
