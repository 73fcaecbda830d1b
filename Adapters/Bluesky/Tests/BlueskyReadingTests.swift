import BlueskyAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("Bluesky: reading")
struct BlueskyReadingTests {
    private static let bob: FakeJSON = .object([
        "did": .string("did:plc:bob"), "handle": .string("bob.example.com"), "displayName": .string("Bob"),
    ])

    private static func item(
        _ number: Int, hour: String = "10", minute: Int, reason: String = "mention", text: String = "Hi"
    ) -> FakeJSON {
        let minutes = minute < 10 ? "0\(minute)" : "\(minute)"
        return .object([
            "uri": .string("at://did:plc:bob/app.bsky.feed.post/n\(number)"), "cid": .string("cid\(number)"),
            "author": bob, "reason": .string(reason), "indexedAt": .string("2026-11-23T\(hour):\(minutes):00.000Z"),
            "isRead": .bool(false), "record": .object(["text": .string(text), "langs": .array([.string("fr")])]),
        ])
    }

    private static func page(_ items: [FakeJSON], cursor: String? = nil) -> HTTPResponse {
        var members: [String: FakeJSON] = ["notifications": .array(items)]
        members["cursor"] = cursor.map(FakeJSON.string)
        return Answers.json(.object(members))
    }

    private func mentions(_ place: Place, _ cursor: String?) async throws -> MessagePage {
        let query = MessageQuery(account: place.account, cursor: cursor)
        guard case .read(let page, _) = await place.adapter.mentions(query, in: place.context) else {
            throw Failure("not-read", "Not read.")
        }
        return page
    }

    @Test("notifications come oldest first, once each, in our words")
    func notifications() async throws {
        let place = Place()
        let reply: FakeJSON = .object([
            "uri": .string("at://did:plc:bob/app.bsky.feed.post/r"), "cid": .string("cidr"), "author": Self.bob,
            "reason": .string("reply"), "indexedAt": .string("2026-11-23T10:09:00Z"),
            "reasonSubject": .string(Place.uri),
            "record": .object([
                "text": .string("Nice"),
                "reply": .object([
                    "root": .object(["uri": .string("at://root/app.bsky.feed.post/1"), "cid": .string("cidroot")]),
                    "parent": .object(["uri": .string(Place.uri), "cid": .string("cidp")]),
                ]),
            ]),
        ])
        let follow = Self.item(3, minute: 1, reason: "follow")
        place.server.on(
            "app.bsky.notification.listNotifications", Self.page([reply, Self.item(2, minute: 5), follow, follow]))
        let page = try await mentions(place, nil)
        #expect(page.messages.map(\.kind) == [.follow, .mention, .comment])
        #expect(page.messages[1].text == "Hi")
        #expect(page.messages[1].language == "fr")
        #expect(page.messages[0].text == "")
        let comment = page.messages[2]
        #expect(comment.parent == Place.uri)
        #expect(comment.conversation == "at://root/app.bsky.feed.post/1")
        #expect(comment.receipt?.version == "cidr")
        #expect(comment.receipt?.values["root-cid"] == "cidroot")
        #expect(comment.author.handle == "@bob.example.com")
        #expect(comment.url == "https://bsky.app/profile/did:plc:bob/post/r")
        #expect(!page.hasMore)
    }

    @Test("reading goes on down to what is known, page by page, and gives late ones in the wrong place")
    func cursor() async throws {
        let place = Place()
        place.clock.advance(by: .hours(1))
        let name = "app.bsky.notification.listNotifications"
        place.server.on(name, Self.page([Self.item(1, minute: 10)], cursor: "older"))
        let first = try await mentions(place, nil)
        #expect(first.messages.map(\.remoteID.last) == ["1"] && !first.hasMore)
        // A page of known ones ends nothing; what was there before reading began does, and is not given.
        let before = [Self.item(9, hour: "09", minute: 40), Self.item(8, hour: "09", minute: 30)]
        place.server.on(
            name, Self.page([Self.item(1, minute: 10)], cursor: "older"), Self.page(before, cursor: "oldest"))
        let known = try await mentions(place, first.cursor)
        #expect(known.messages.isEmpty && known.hasMore)
        let none = try await mentions(place, known.cursor)
        #expect(none.messages.isEmpty && !none.hasMore)
        place.server.on(
            name, Self.page([Self.item(4, minute: 40), Self.item(3, minute: 30)], cursor: "page2"),
            Self.page([Self.item(1, minute: 10), Self.item(2, minute: 8)], cursor: "page3"))
        let second = try await mentions(place, none.cursor)
        #expect(second.messages.map(\.remoteID.last) == ["3", "4"] && second.hasMore)
        let third = try await mentions(place, second.cursor)
        // The second is older than the first that was known: it appeared late.
        #expect(third.messages.map(\.remoteID.last) == ["2"])
        place.server.on(name, Self.page([Self.item(5, minute: 39), Self.item(4, minute: 40)]))
        let last = try await mentions(place, third.cursor)
        #expect(last.messages.map(\.remoteID.last) == ["5"])
    }

    @Test("answers at any depth are read, what is gone among them is left out")
    func comments() async {
        let place = Place()
        let post: (String, Int) -> [String: FakeJSON] = { name, minute in
            [
                "post": .object([
                    "uri": .string("at://did:plc:bob/app.bsky.feed.post/\(name)"), "cid": .string("cid"),
                    "author": Self.bob,
                    "indexedAt": .string("2026-11-23T10:0\(minute):00Z"), "record": .object(["text": .string(name)]),
                ])
            ]
        }
        var top = post("top", 1)
        top["replies"] = .array([
            .object(post("deep", 2)), .object(["$type": .string("app.bsky.feed.defs#blockedPost")]),
        ])
        place.server.on(
            "app.bsky.feed.getPostThread",
            Answers.json(.object(["thread": .object(["post": .object([:]), "replies": .array([.object(top)])])])))
        let query = MessageQuery(account: place.account, limit: 10)
        guard
            case .read(let page, _) = await place.adapter.comments(
                on: Receipt(remoteID: Place.uri), query, in: place.context)
        else {
            Issue.record("not read")
            return
        }
        #expect(page.messages.map(\.text) == ["top", "deep"])
        let again = MessageQuery(account: place.account, cursor: page.cursor, limit: 10)
        guard
            case .read(let none, _) = await place.adapter.comments(
                on: Receipt(remoteID: Place.uri), again, in: place.context)
        else {
            Issue.record("not read")
            return
        }
        #expect(none.messages.isEmpty)
    }

    @Test("metrics are asked 25 at a time, and those that are gone are left out")
    func metrics() async {
        let place = Place()
        let view = FakeJSON.object(["uri": .string("at://\(Place.did)/app.bsky.feed.post/a1"), "likeCount": .number(3)])
        place.server.on("app.bsky.feed.getPosts", Answers.json(.object(["posts": .array([view])])))
        let receipts = (1...60).map { Receipt(remoteID: "at://\(Place.did)/app.bsky.feed.post/a\($0)") }
        guard case .read(let found, _) = await place.adapter.metrics(of: receipts, of: place.account, in: place.context)
        else {
            Issue.record("not read")
            return
        }
        #expect(found == [PostMetrics(remoteID: "at://\(Place.did)/app.bsky.feed.post/a1", likes: 3)])
        let asked = place.server.requests("app.bsky.feed.getPosts").map { $0.url.split(separator: "uris=").count - 1 }
        #expect(asked == [25, 25, 10])
    }

    @Test("a post is read back from its own server, with counts as far as the application has them")
    func readBack() async {
        let place = Place()
        let shelf = RecordShelf()
        shelf.serve(on: place.server)
        place.server.on("app.bsky.feed.getPosts", Answers.json(.object(["posts": .array([])])))
        let request = place.request("Still here")
        guard case .published(let receipt) = await place.adapter.publish(request, in: place.context).outcome,
            case .read(let post, _) = await place.adapter.read(receipt, of: place.account, in: place.context)
        else {
            Issue.record("not read")
            return
        }
        #expect(post?.text == "Still here")
        #expect(post?.receipt.version == receipt.version)
        // A record that cannot be read as a post is not gone.
        shelf["app.bsky.feed.post/\(Place.key)"] = .object(["text": .string("Still here")])
        guard case .cannotTell = await place.adapter.read(receipt, of: place.account, in: place.context) else {
            Issue.record("taken for gone")
            return
        }
        shelf["app.bsky.feed.post/\(Place.key)"] = nil
        guard case .read(nil, _) = await place.adapter.read(receipt, of: place.account, in: place.context) else {
            Issue.record("not gone")
            return
        }
    }
}
