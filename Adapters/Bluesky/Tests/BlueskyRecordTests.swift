import BlueskyAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("Bluesky: the record")
struct BlueskyRecordTests {
    private func record(
        _ text: String, pictures: Int = 0, options: [String: String] = [:], _ arrange: (Place) -> Void = { _ in }
    ) async -> (PrepareResult, FakeJSON?) {
        var place = Place()
        let media = Array(repeating: Place.picture(), count: pictures)
        place.media = MemoryMedia([Place.picture().sha256: [1, 2, 3]])
        RecordShelf().serve(on: place.server)
        arrange(place)
        let result = await place.adapter.prepare(place.request(text, media: media, options: options), in: place.context)
        return (result, place.record)
    }

    private static func quoted(_ place: Place) {
        place.server.on("com.atproto.identity.resolveHandle", Answers.json(.object(["did": .string("did:plc:bob")])))
        place.server.on(
            "com.atproto.repo.getRecord",
            Answers.json(
                .object([
                    "uri": .string("at://did:plc:bob/app.bsky.feed.post/3lbkxyzabc222"), "cid": .string("bafybob"),
                    "value": .object([:]),
                ])))
    }

    @Test("has text, language and time, and nothing that is empty")
    func plain() async {
        let (_, record) = await record("Hello")
        #expect(
            record
                == .object([
                    "$type": .string("app.bsky.feed.post"), "text": .string("Hello"),
                    "createdAt": .string("2026-11-23T10:00:00Z"), "langs": .array([.string("en")]),
                ]))
    }

    @Test("a link with a title becomes a card; without one, with media or by the option, it does not")
    func card() async {
        let link = "See https://example.com/a"
        let titled = ["card-title": "A", "card-description": "About a"]
        let (_, card) = await record(link, options: titled)
        #expect(
            card?["embed"]
                == .object([
                    "$type": .string("app.bsky.embed.external"),
                    "external": .object([
                        "uri": .string("https://example.com/a"), "title": .string("A"),
                        "description": .string("About a"),
                    ]),
                ]))
        #expect(await record(link).1?["embed"] == nil)
        #expect(await record(link, options: titled.merging(["card": "none"]) { $1 }).1?["embed"] == nil)
        #expect(await record(link + " https://example.com/b", options: titled).1?["embed"] == nil)
        let (_, shown) = await record(link, pictures: 1, options: titled)
        #expect(shown?["embed"]?["$type"]?.string == "app.bsky.embed.images")
        let (_, thumb) = await record(link, pictures: 1, options: titled.merging(["card": "media"]) { $1 })
        #expect(thumb?["embed"]?["external"]?["thumb"] == Place.blob)
    }

    @Test(
        "a quote names the post in its present version, alone and with pictures",
        arguments: [
            "at://bob.example.com/app.bsky.feed.post/3lbkxyzabc222",
            "https://bsky.app/profile/bob.example.com/post/3lbkxyzabc222",
            "https://elsewhere.example/profile/did:plc:bob/post/3lbkxyzabc222?ref=x",
        ])
    func quote(option: String) async {
        let post = FakeJSON.object([
            "uri": .string("at://did:plc:bob/app.bsky.feed.post/3lbkxyzabc222"), "cid": .string("bafybob"),
        ])
        let (_, alone) = await record("Read this", options: ["quote": option], Self.quoted)
        #expect(alone?["embed"]?["$type"]?.string == "app.bsky.embed.record")
        #expect(alone?["embed"]?["record"] == post)
        let (_, both) = await record("Read this", pictures: 1, options: ["quote": option], Self.quoted)
        #expect(both?["embed"]?["$type"]?.string == "app.bsky.embed.recordWithMedia")
        #expect(both?["embed"]?["record"]?["record"] == post)
        #expect(both?["embed"]?["media"]?["$type"]?.string == "app.bsky.embed.images")
    }

    @Test("a quote of what is gone is refused, and asked again when the server is in trouble")
    func quoteGone() async {
        let option = ["quote": "at://did:plc:bob/app.bsky.feed.post/3lbkxyzabc222"]
        let (gone, _) = await record("x", options: option) {
            $0.server.on("com.atproto.repo.getRecord", Answers.error(400, "RecordNotFound"))
        }
        guard case .rejected(let failure) = gone else {
            Issue.record("\(gone)")
            return
        }
        #expect(failure.code == "reference-not-found")
        let (trouble, _) = await record("x", options: option) {
            $0.server.on("com.atproto.repo.getRecord", Answers.error(502, "UpstreamFailure"))
        }
        guard case .retry = trouble else {
            Issue.record("\(trouble)")
            return
        }
    }

    @Test("labels are self-labels, each once")
    func labels() async {
        let (_, record) = await record("Art", options: ["labels": "nudity, graphic-media,nudity"])
        #expect(
            record?["labels"]
                == .object([
                    "$type": .string("com.atproto.label.defs#selfLabels"),
                    "values": .array([
                        .object(["val": .string("nudity")]), .object(["val": .string("graphic-media")]),
                    ]),
                ]))
    }
}
