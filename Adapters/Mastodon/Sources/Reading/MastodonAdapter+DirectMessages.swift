package import SMMAdapterKit
import SMMModel

extension MastodonAdapter: ReadsDirectMessages {
    /// The most conversations that are read in full for one question.
    static let conversations = 20

    /// What was said in conversations behind the cursor, oldest first.
    ///
    /// A server lists conversations by their last status; what else was said since the cursor stands in the same thread,
    /// above it or beside it, and is read from the thread's first status down. Reading begins again somewhat before the
    /// cursor, since a status may come late; ids tell what is known already.
    package func directMessages(_ query: MessageQuery, in context: AdapterContext) async -> ReadResult<MessagePage> {
        do {
            let session = try session(query.account, context)
            let limit = min(max(query.limit, 1), Self.conversations)
            var trail = ReadingTrail(query.cursor)
            let isFirst = trail.isNew
            let pass = trail.begin(now: context.clock.now)
            var parameters = [(name: "limit", value: String(limit))]
            if let from = pass.from { parameters.append((name: "min_id", value: from)) }
            let answer = try await session.ask(session.get("/api/v1/conversations", parameters))
            guard let list = answer.body.elements else {
                return .askAgain(after: nil, reason: outcomes.failure(of: answer.response))
            }
            var messages: [RemoteMessage] = []
            let reading = reading(query.account, session)
            for conversation in list {
                // A conversation of a later page may hold words older than the newest ones of the page before.
                messages += try await words(of: conversation, since: pass.start, session, reading)
            }
            messages = oldestFirst(messages)
            let ids = list.compactMap { RemoteID.read($0["last_status"]?["id"]) }
            let newest = RemoteID.newest(ids)
            // The server's own value first: on some it is not the status that conversations are ordered by.
            let next = LinkHeader.parameter("min_id", relation: "prev", in: answer.response) ?? newest
            let isFull = list.count >= limit
            if trail.first == nil {
                trail.begin(with: next == newest ? ids : [next].compactMap { $0 }, isWhole: !isFirst || !isFull)
            }
            let hasMore = trail.take(
                next, isFull: isFull, isFirst: isFirst, at: messages.last?.at, of: pass, now: context.clock.now)
            let page = MessagePage(messages: messages, cursor: trail.text, hasMore: hasMore)
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
            var known: Set<String> = [status.id]
            for other in try await thread(of: status, session)
            where other.visibility == "direct" && RemoteID.isOlder(last, than: other.id) {
                if known.insert(other.id).inserted { statuses.append(other) }
            }
        }
        return statuses.compactMap { reading.message($0, kind: .directMessage, conversation: id) }
    }

    /// What stands above a status, and everything below the first of that.
    private func thread(
        of status: StatusReading, _ session: ServerSession
    ) async throws(Obstacle) -> [StatusReading] {
        let above = try await context(of: status.id, "ancestors", session)
        guard let first = above.first(where: { $0.parent == nil }) ?? above.first else { return [] }
        return above + (try await context(of: first.id, "descendants", session))
    }

    /// One side of a status' context; empty when the status is gone meanwhile.
    private func context(
        of id: String, _ side: String, _ session: ServerSession
    ) async throws(Obstacle) -> [StatusReading] {
        do throws(Obstacle) {
            let answer = try await session.ask(session.get("/api/v1/statuses/\(id)/context"))
            return (answer.body[side]?.elements ?? []).compactMap { StatusReading($0) }
        } catch {
            guard case .gone = error else { throw error }
            return []
        }
    }
}
