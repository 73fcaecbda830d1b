import SMMAdapterKit
import SMMAtproto
import SMMModel

extension FakeBluesky {
    /// `chat.bsky.*`: through the proxy header alone, and not with a plain app password.
    mutating func chat(
        _ method: String, _ call: XRPCCall, verb: String, now: Instant
    ) throws(FakeBlueskyRefusal) -> HTTPResponse {
        let token = try access(call, now: now)
        // The reference server says so with 400 and not with 403 (packages/pds/src/pipethrough.ts).
        if token.scope == FakeBlueskyToken.appScope {
            throw FakeBlueskyRefusal(400, "InvalidToken", "Bad token method")
        }
        guard let service = rules.chatService, call.header("atproto-proxy") == service else {
            throw .invalid("No service configured for \(method)")
        }
        try demand(verb, call)
        switch method {
        case "chat.bsky.convo.getConvoForMembers": return try conversation(call, token.did, now: now)
        case "chat.bsky.convo.sendMessage": return try send(try body(call), token.did, now: now)
        case "chat.bsky.convo.listConvos": return try conversations(call, token.did)
        case "chat.bsky.convo.getMessages": return try messages(call, token.did)
        case "chat.bsky.convo.getLog": return log(call, token.did, now: now)
        default: throw FakeBlueskyRefusal(501, "MethodNotImplemented", "Method Not Implemented")
        }
    }

    private mutating func conversation(
        _ call: XRPCCall, _ did: String, now: Instant
    ) throws(FakeBlueskyRefusal) -> HTTPResponse {
        let others = Set(call.parameters("members")).subtracting([did])
        guard others.count == 1, let other = others.first else { throw .invalid("members must be one other account") }
        guard let account = accounts[other] else {
            throw FakeBlueskyRefusal(400, "RecipientNotFound", "recipient not found")
        }
        let id = Self.conversationID(did, other)
        if conversations[id] == nil {
            let follows = (repos[other]?.records["app.bsky.graph.follow"] ?? [:]).values
                .contains { $0.value["subject"]?.string == did }
            if account.messages == .none {
                throw FakeBlueskyRefusal(400, "MessagesDisabled", "recipient has disabled incoming messages")
            }
            if account.messages == .following, !follows {
                throw FakeBlueskyRefusal(
                    400, "NotFollowedBySender", "recipient requires incoming messages to come from someone they follow")
            }
        }
        return FakeBlueskyReply.json(["convo": view(open(did, other, now: now), did)])
    }

    /// The conversation of two, begun where there is none.
    mutating func open(_ one: String, _ other: String, now: Instant) -> FakeBlueskyConversation {
        let id = Self.conversationID(one, other)
        if let known = conversations[id] { return known }
        let new = FakeBlueskyConversation(
            id: id, members: [one, other].sorted(), rev: tids.next(microseconds: now.microseconds).text)
        conversations[id] = new
        return new
    }

    private static func conversationID(_ one: String, _ other: String) -> String {
        "c" + String(CID(.raw, hashing: Array([one, other].sorted().joined(separator: " ").utf8)).text.suffix(13))
    }

    private mutating func send(_ body: ATValue, _ did: String, now: Instant) throws(FakeBlueskyRefusal) -> HTTPResponse
    {
        let id = try text(body, "convoId")
        guard conversations[id]?.members.contains(did) == true else {
            throw FakeBlueskyRefusal(400, "InvalidConvo", "Convo not found")
        }
        guard let message = body["message"], let text = message["text"]?.string, !text.isEmpty else {
            throw .invalid("message must have a text")
        }
        guard text.count <= 1000, text.utf8.count <= 10_000 else { throw .invalid("message/text must not be longer") }
        return FakeBlueskyReply.json(say(message, in: id, by: did, now: now).view)
    }

    /// Adds a message.
    mutating func say(
        _ content: ATValue, in id: String, by did: String, now: Instant
    ) -> FakeBlueskyConversation.Message {
        let rev = tids.next(microseconds: now.microseconds).text
        let message = FakeBlueskyConversation.Message(
            id: tids.next(microseconds: now.microseconds).text, rev: rev, sender: did, content: content, sentAt: now)
        chatLog.append((rev, id, conversations[id]?.messages.count ?? 0))
        conversations[id]?.messages.append(message)
        conversations[id]?.rev = rev
        return message
    }

    private func conversations(_ call: XRPCCall, _ did: String) throws(FakeBlueskyRefusal) -> HTTPResponse {
        let limit = try limit(call)
        var found = conversations.values.filter { $0.members.contains(did) }.sorted { $0.rev > $1.rev }
        if let cursor = call.parameter("cursor") { found.removeAll { $0.rev >= cursor } }
        let page = found.prefix(limit)
        var answer: [String: ATValue] = ["convos": .array(page.map { view($0, did) })]
        if found.count > page.count, let last = page.last { answer["cursor"] = .string(last.rev) }
        return FakeBlueskyReply.json(.map(answer))
    }

    private func messages(_ call: XRPCCall, _ did: String) throws(FakeBlueskyRefusal) -> HTTPResponse {
        let limit = try limit(call)
        guard let conversation = conversations[try parameter(call, "convoId")], conversation.members.contains(did)
        else {
            throw FakeBlueskyRefusal(400, "InvalidConvo", "Convo not found")
        }
        var found = Array(conversation.messages.reversed())
        if let cursor = call.parameter("cursor") { found.removeAll { $0.rev >= cursor } }
        let page = found.prefix(limit)
        var answer: [String: ATValue] = [
            "messages": .array(page.map(\.view)),
            "relatedProfiles": .array(conversation.members.map { .map(basic($0)) }),
        ]
        if found.count > page.count, let last = page.last { answer["cursor"] = .string(last.rev) }
        return FakeBlueskyReply.json(.map(answer))
    }

    private func log(_ call: XRPCCall, _ did: String, now: Instant) -> HTTPResponse {
        let cursor = call.parameter("cursor") ?? ""
        let found = chatLog.enumerated().filter { number, entry in
            guard entry.rev > cursor, let conversation = conversations[entry.conversation],
                conversation.members.contains(did), conversation.messages.indices.contains(entry.message)
            else { return false }
            // Every second one is twice as late, so that a later one can be there first.
            let delay = rules.messageDelay.multiplied(by: number % 2 == 1 ? 2 : 1)
            return conversation.messages[entry.message].sentAt + delay <= now
        }.map(\.element)
        let page = found.prefix(100)
        let logs = page.compactMap { entry -> ATValue? in
            guard let conversation = conversations[entry.conversation],
                conversation.messages.indices.contains(entry.message)
            else { return nil }
            return [
                "$type": "chat.bsky.convo.defs#logCreateMessage", "rev": .string(entry.rev),
                "convoId": .string(entry.conversation), "message": conversation.messages[entry.message].view,
                "relatedProfiles": .array(conversation.members.map { .map(basic($0)) }),
            ]
        }
        var answer: [String: ATValue] = ["logs": .array(logs)]
        if let last = page.last?.rev ?? call.parameter("cursor") { answer["cursor"] = .string(last) }
        return FakeBlueskyReply.json(.map(answer))
    }

    private func view(_ conversation: FakeBlueskyConversation, _ viewer: String) -> ATValue {
        var view: [String: ATValue] = [
            "id": .string(conversation.id), "rev": .string(conversation.rev), "muted": false, "status": "accepted",
            "members": .array(conversation.members.map { .map(basic($0)) }),
            "unreadCount": .integer(Int64(conversation.messages.count { $0.sender != viewer })),
        ]
        if let last = conversation.messages.last { view["lastMessage"] = last.view }
        return .map(view)
    }
}
