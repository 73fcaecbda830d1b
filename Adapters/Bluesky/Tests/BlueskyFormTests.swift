import BlueskyAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("Bluesky: what a server says of people has the form that it must have")
struct BlueskyFormTests {
    private static let odd = "x\u{1B}[2J/../y"

    @Test("a name that is no handle is shown as one that leads nowhere")
    func handle() async {
        let place = Place()
        Connecting.serve(on: place.server)
        place.server.on(
            "com.atproto.server.getSession",
            Answers.json(.object(["did": .string(Place.did), "handle": .string(Self.odd)])))
        guard case .read(let check, _) = await place.adapter.check(place.account, in: place.context) else {
            Issue.record("not checked")
            return
        }
        #expect(check.handle == "@handle.invalid")
        #expect(check.facts["handle"] == "@handle.invalid")
        #expect(!"\(check)".contains("\u{1B}"))
    }

    @Test("a session of what is no DID is none")
    func session() async {
        let place = Place()
        Connecting.serve(on: place.server)
        guard case .object(var members) = Answers.session() else { return }
        members["did"] = .string(Self.odd)
        place.server.on("com.atproto.server.createSession", Answers.json(.object(members)))
        guard case .tryAgain(_, let failure) = await Connecting.connect(place) else {
            Issue.record("believed")
            return
        }
        #expect(failure.code == "answer-unreadable")
    }

    @Test(
        "an account whose facts name no DID or no server is not connected",
        arguments: [("identity", "nobody"), ("identity", "did:plc:"), ("pds", "http://pds.example.com"), ("pds", "x")])
    func facts(name: String, value: String) async {
        var place = Place()
        place.facts[name] = value
        guard case .needsReauth(let failure) = await place.adapter.profile(of: place.account, in: place.context) else {
            Issue.record("asked")
            return
        }
        #expect(failure.code == "account-not-connected")
        #expect(place.server.requests.isEmpty)
    }

    @Test(
        "only web addresses are shown as pictures",
        arguments: [
            ("https://cdn.example.com/a.jpg", true), ("javascript:alert(1)", false),
            ("https://cdn.example.com/\u{1B}[2J", false),
        ])
    func pictures(url: String, isShown: Bool) async {
        let place = Place()
        place.server.on(
            "app.bsky.actor.getProfile",
            Answers.json(
                .object([
                    "did": .string(Place.did), "handle": .string(Self.odd), "avatar": .string(url),
                    "banner": .string(url),
                ])))
        guard case .read(let profile, _) = await place.adapter.profile(of: place.account, in: place.context) else {
            Issue.record("not read")
            return
        }
        #expect(profile.avatar == (isShown ? url : nil))
        #expect(profile.header == (isShown ? url : nil))
        #expect(profile.handle == Place.did)
    }

    @Test("words of what is no DID, and notifications of what is no record, are left out")
    func people() async {
        let place = Place()
        let message = FakeJSON.object([
            "id": .string("1"), "text": .string("Hi"), "sender": .object(["did": .string(Self.odd)]),
            "sentAt": .string("2026-11-23T10:00:00Z"),
        ])
        place.server.on(
            "chat.bsky.convo.getLog",
            Answers.json(
                .object([
                    "logs": .array([
                        .object([
                            "$type": .string("chat.bsky.convo.defs#logCreateMessage"), "convoId": .string("c"),
                            "message": message,
                        ])
                    ])
                ])))
        place.server.on(
            "app.bsky.notification.listNotifications",
            Answers.json(
                .object([
                    "notifications": .array([
                        .object([
                            "uri": .string(Self.odd), "reason": .string("mention"),
                            "author": .object(["did": .string("did:plc:bob")]),
                            "indexedAt": .string("2026-11-23T10:00:00Z"), "record": .object([:]),
                        ])
                    ])
                ])))
        let query = MessageQuery(account: place.account)
        guard case .read(let words, _) = await place.adapter.directMessages(query, in: place.context),
            case .read(let mentions, _) = await place.adapter.mentions(query, in: place.context)
        else {
            Issue.record("not read")
            return
        }
        #expect(words.messages.isEmpty && mentions.messages.isEmpty)
    }
}
