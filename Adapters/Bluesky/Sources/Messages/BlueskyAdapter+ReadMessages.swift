package import SMMAdapterKit
import SMMModel

extension BlueskyAdapter: ReadsDirectMessages {
    /// Reads the chat service's log behind the cursor (lexicon `chat.bsky.convo.getLog`), and again what stands a little
    /// before it: a message may come late. It is given twice then, and its id tells.
    package func directMessages(
        _ query: MessageQuery, in context: AdapterContext
    ) async -> ReadResult<MessagePage> {
        do throws(Refusal) {
            let (seat, plain) = try desk(query.account, context)
            let chat = try seat.allowedChat()
            let caller = plain.chatting
            let now = context.clock.now
            var trail = ReadingTrail(query.cursor)
            let pass = trail.begin(now: now)
            let answer = try await caller.call(
                chat.query("chat.bsky.convo.getLog", pass.from.map { [("cursor", $0)] } ?? []))
            guard let logs = answer.json["logs"]?.elements else { throw caller.unreadable(answer) }
            let messages = logs.compactMap { Self.message($0, seat) }
            let next = answer.json["cursor"]?.word ?? pass.from
            let hasMore = !logs.isEmpty && next != pass.from && pass.canGoOn
            if let next, hasMore {
                trail.turn(to: next, at: messages.map(\.at).max(), now: now)
            } else {
                trail.end(at: next, now: now)
            }
            return .read(
                MessagePage(messages: Self.unique(messages), cursor: trail.text, hasMore: hasMore),
                budget: answer.budget)
        } catch {
            return error.read()
        }
    }

    private static func message(_ log: JSONValue, _ seat: Seat) -> RemoteMessage? {
        guard log.type == "chat.bsky.convo.defs#logCreateMessage", let conversation = log["convoId"]?.word,
            let message = ChatMessage(log["message"])
        else { return nil }
        let profile = log["relatedProfiles"]?.elements?.first { $0["did"]?.string == message.sender }
        return RemoteMessage(
            remoteID: message.id, kind: .directMessage,
            author: RemoteAuthor(profile, seat) ?? RemoteAuthor(remoteID: message.sender, handle: message.sender),
            text: message.text, at: message.sentAt, conversation: conversation,
            receipt: message.receipt(in: conversation), isOwn: message.sender == seat.did)
    }
}

extension Seat {
    /// The chat service; refused where the session may not use it.
    func allowedChat() throws(Refusal) -> XRPC {
        guard let chat else {
            throw .never(
                Failure("scope-missing", "The session may not use direct messages: the app password was made without."))
        }
        return chat
    }
}
