import BlueskyAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("Bluesky: profile, likes and direct messages")
struct BlueskyPeopleTests {
    private static let cid = "bafyreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy"
    private static let like = Receipt(remoteID: "at://did:plc:bob/app.bsky.feed.post/3lbkxyzabc222", version: cid)

    private func view(_ like: String?) -> HTTPResponse {
        var members: [String: FakeJSON] = ["uri": .string(Self.like.remoteID), "cid": .string(Self.cid)]
        members["viewer"] = .object(like.map { ["like": .string($0)] } ?? [:])
        return Answers.json(.object(["posts": .array([.object(members)])]))
    }

    @Test("liking twice is one like, taking it back twice is none")
    func likes() async {
        let place = Place()
        let shelf = RecordShelf()
        shelf.serve(on: place.server)
        place.server.on("app.bsky.feed.getPosts", view(nil))
        for isLiked in [true, true, false, false] {
            let result = await place.adapter.favourite(Self.like, isLiked, of: place.account, in: place.context)
            #expect(result.outcome == .published(Self.like))
            #expect(shelf.keys.count == (isLiked ? 1 : 0))
        }
        #expect(place.server.requests("com.atproto.repo.putRecord").count == 1)
    }

    @Test("a like by another program is known, and taken back by its own key")
    func otherLike() async {
        let place = Place()
        let shelf = RecordShelf()
        shelf.serve(on: place.server)
        shelf["app.bsky.feed.like/3lbkxyzabc777"] = .object(["$type": .string("app.bsky.feed.like")])
        place.server.on("app.bsky.feed.getPosts", view("at://\(Place.did)/app.bsky.feed.like/3lbkxyzabc777"))
        _ = await place.adapter.favourite(Self.like, true, of: place.account, in: place.context)
        #expect(shelf.keys == ["app.bsky.feed.like/3lbkxyzabc777"])
        _ = await place.adapter.favourite(Self.like, false, of: place.account, in: place.context)
        #expect(shelf.keys == [])
    }

    @Test("a change of the profile keeps what is not in it, and doing it twice writes once")
    func profile() async {
        var place = Place()
        // The field that nobody knows is in no lexicon yet.
        place.server = ScriptedServer(like: place.server, isWatched: false)
        let shelf = RecordShelf()
        shelf.serve(on: place.server)
        shelf["app.bsky.actor.profile/self"] = .object([
            "$type": .string("app.bsky.actor.profile"), "displayName": .string("Old"),
            "newField": .object(["a": .number(1)]),
        ])
        let change = ProfileChange(name: "New", fields: [RemoteProfile.Field("website", "https://example.com")])
        for _ in 0..<2 {
            let outcome = await place.adapter.update(change, of: place.account, in: place.context).outcome
            guard case .published = outcome else {
                Issue.record("\(outcome)")
                return
            }
        }
        let record = shelf["app.bsky.actor.profile/self"]
        #expect(record?["displayName"]?.string == "New")
        #expect(record?["newField"] == .object(["a": .number(1)]))
        #expect(record?["website"]?.string == "https://example.com")
        #expect(place.server.requests("com.atproto.repo.putRecord").count == 1)
    }

    @Test("a profile that somebody else changed meanwhile is read again, a bounded number of times")
    func swap() async {
        let place = Place()
        let shelf = RecordShelf()
        shelf.serve(on: place.server)
        place.server.on("com.atproto.repo.putRecord", Answers.error(400, "InvalidSwap"))
        let outcome = await place.adapter.update(ProfileChange(name: "New"), of: place.account, in: place.context)
            .outcome
        guard case .retry = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(place.server.requests("com.atproto.repo.putRecord").count == 3)
    }

    @Test(
        "what a profile cannot hold is refused before anything is written",
        arguments: [
            ProfileChange(name: String(repeating: "a", count: 65)),
            ProfileChange(about: String(repeating: "a", count: 257)),
            ProfileChange(fields: [RemoteProfile.Field("Shop", "x")]),
            ProfileChange(avatar: Place.picture(bytes: 1_000_001)),
        ])
    func limits(change: ProfileChange) async {
        let place = Place()
        RecordShelf().serve(on: place.server)
        let outcome = await place.adapter.update(change, of: place.account, in: place.context).outcome
        guard case .rejected = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(place.server.requests.isEmpty)
    }

    private static func message(_ id: String, _ text: String, by sender: String) -> FakeJSON {
        .object([
            "id": .string(id), "rev": .string("r" + id), "text": .string(text),
            "sender": .object(["did": .string(sender)]), "sentAt": .string("2026-11-23T10:00:00.500Z"),
        ])
    }

    @Test("direct messages are read from the chat service's log, by its cursor")
    func log() async {
        let place = Place()
        let entry: (String, FakeJSON) -> FakeJSON = { type, message in
            .object([
                "$type": .string("chat.bsky.convo.defs#\(type)"), "rev": .string("r"), "convoId": .string("c1"),
                "message": message,
            ])
        }
        place.server.on(
            "chat.bsky.convo.getLog",
            Answers.json(
                .object([
                    "cursor": .string("next"),
                    "logs": .array([
                        entry("logCreateMessage", Self.message("1", "Hello", by: "did:plc:bob")),
                        entry("logReadMessage", Self.message("1", "Hello", by: "did:plc:bob")),
                        entry("logCreateMessage", Self.message("2", "Mine", by: Place.did)),
                    ]),
                ])))
        let query = MessageQuery(account: place.account, cursor: Trail.cursor("before"))
        guard case .read(let page, _) = await place.adapter.directMessages(query, in: place.context) else {
            Issue.record("not read")
            return
        }
        #expect(page.messages.map(\.text) == ["Hello", "Mine"])
        #expect(page.messages.map(\.isOwn) == [false, true])
        #expect(page.hasMore && ReadingTrail(page.cursor).newest == "next")
        let request = place.server.requests.first
        #expect(request?.url.hasSuffix("?cursor=before") == true)
        #expect(request?.headers.contains(HTTPField("atproto-proxy", "did:web:api.bsky.chat#bsky_chat")) == true)
    }

    @Test("a lost direct message is looked up in its conversation")
    func message() async {
        let place = Place()
        let parent = Receipt(remoteID: "1", values: ["conversation": "c1", "author": "did:plc:bob"])
        let request = place.request("On my way", parent: parent)
        place.server.on("chat.bsky.convo.sendMessage") { _ throws(HTTPTransportError) in
            throw HTTPTransportError(progress: .bodyWritten, failure: Failure("closed", "Closed."))
        }
        guard case .ambiguous = await place.adapter.message(request, in: place.context).outcome else {
            Issue.record("not open")
            return
        }
        let messages: ([FakeJSON]) -> HTTPResponse = { Answers.json(.object(["messages": .array($0)])) }
        place.server.on(
            "chat.bsky.convo.getMessages", messages([Self.message("9", "On my way", by: "did:plc:bob")]),
            messages([Self.message("9", "On my way", by: Place.did)]),
            messages([Self.message("9", "On my way", by: Place.did), Self.message("8", "On my way", by: Place.did)]))
        guard case .absent(let proof) = await place.reconcile(request), !proof.isAuthoritative,
            case .found(let receipt) = await place.reconcile(request), receipt.remoteID == "9",
            case .several = await place.reconcile(request)
        else {
            Issue.record("misread")
            return
        }
    }

    @Test("of a message whose conversation is not known nothing can be told")
    func messageWithoutConversation() async {
        let place = Place()
        let question = ReconcileRequest(
            sent: place.request("On my way"), kind: .message, from: place.clock.now - .seconds(120),
            until: place.clock.now)
        guard case .cannotTell(let failure) = await place.adapter.reconcile(question, in: place.context) else {
            Issue.record("told")
            return
        }
        #expect(failure.code == "conversation-unknown")
        #expect(place.server.requests.isEmpty)
    }

    @Test("a plain app password reads and sends no direct messages, and says why")
    func scope() async {
        var place = Place()
        place.facts["chat"] = "no"
        guard
            case .cannotTell(let failure) = await place.adapter.directMessages(
                MessageQuery(account: place.account), in: place.context)
        else {
            Issue.record("asked")
            return
        }
        #expect(failure.code == "scope-missing")
        #expect(place.server.requests.isEmpty)
    }
}
