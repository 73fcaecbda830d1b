import BlueskyAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("Bluesky manifest")
struct BlueskyManifestTests {
    @Test("has the platform's name, its guarantee and its limits")
    func manifest() {
        let manifest = BlueskyAdapter().describe()
        #expect(manifest.platform == BlueskyManifest.platform)
        #expect(manifest.guarantee == .recordKey)
        #expect(manifest.limits.maximumText == 300)
        #expect(manifest.limits.maximumTextBytes == 3000)
        #expect(!manifest.capabilities.contains(.editsPosts))
    }

    @Test("both text limits are answered: 120 families are few graphemes and too many bytes")
    func text() {
        let place = Place()
        let families = String(repeating: "👨‍👩‍👧‍👦", count: 121)
        let rules = { (text: String) in
            place.adapter.validate(
                PostVariant(parts: [PostPart(text: text)]), account: place.account, manifest: place.context.manifest
            ).map(\.rule)
        }
        #expect(rules(families) == ["text-too-many-bytes"])
        #expect(rules(String(repeating: "a", count: 301)) == ["text-too-long"])
        #expect(rules(String(repeating: "a", count: 300)) == [])
    }

    @Test(
        "options that no record can hold are refused",
        arguments: [
            ("replies", "some"), ("labels", "rude"), ("quote", "hello"), ("quote", "https://example.com/"),
            ("card", "media"), ("replies", "nobody,followers"),
        ])
    func options(name: String, value: String) {
        let place = Place()
        let variant = PostVariant(parts: [PostPart(text: "a")], options: [name: value])
        let found = place.adapter.validate(variant, account: place.account, manifest: place.context.manifest)
        #expect(found.map(\.rule) == ["option-value"])
    }

    private func rules(
        _ text: String, pictures: Int = 0, bytes: Int64 = 3, type: String = "image/jpeg", _ options: [String: String]
    ) -> [Violation] {
        let place = Place()
        let media = Array(repeating: Place.picture(bytes: bytes, type: type), count: pictures)
        let variant = PostVariant(parts: [PostPart(text: text, media: media)], options: options)
        return place.adapter.validate(variant, account: place.account, manifest: place.context.manifest)
    }

    @Test("options of a card that would have no effect are refused, each with its reason")
    func card() {
        let link = "https://example.com/a"
        let cases: [(text: String, pictures: Int, options: [String: String], reason: String)] = [
            ("none", 1, ["card": "media", "card-title": "A"], "0 links"),
            (link + " https://example.com/b", 1, ["card": "media", "card-title": "A"], "2 links"),
            (link, 1, ["card": "media"], "no title"), (link, 1, ["card": "media", "card-title": " "], "no title"),
            ("none", 0, ["card-title": "A"], "0 links"), (link, 0, ["card-description": "About"], "no title"),
            (link, 1, ["card-title": "A"], "media instead"), (link, 0, ["card-title": "A", "card": "none"], "no card"),
            (link, 0, ["card-title": "A", "quote": Place.uri], "a quote instead"),
        ]
        for item in cases {
            let found = rules(item.text, pictures: item.pictures, item.options)
            #expect(found.map(\.rule) == ["option-no-effect"], "\(item)")
            #expect(found.first?.message.contains(item.reason) == true, "\(item)")
        }
        #expect(rules(link, ["card-title": "A", "card-description": "About"]) == [])
        #expect(rules(link, pictures: 1, ["card-title": "A", "card": "media"]) == [])
        #expect(rules(link, pictures: 1, ["card": "none"]) == [])
        #expect(rules(link, ["card": "auto"]) == [])
    }

    @Test("the smaller limit of a thumbnail holds where the picture is one, before and at the upload")
    func thumbnail() async {
        let link = "https://example.com/a"
        let options = ["card-title": "A", "card": "media"]
        #expect(
            rules(link, pictures: 1, bytes: 1_000_001, type: "image/gif", options).map(\.rule) == ["media-too-large"])
        #expect(rules(link, pictures: 1, bytes: 1_000_001, type: "image/gif", [:]) == [])
        #expect(rules(link, pictures: 1, bytes: 1_000_001, options) == [])
        var place = Place()
        let picture = Place.picture(bytes: 1_000_001, type: "image/gif")
        place.media = MemoryMedia([picture.sha256: [1, 2, 3]])
        RecordShelf().serve(on: place.server)
        let card = await place.adapter.prepare(
            place.request(link, media: [picture], options: options), in: place.context)
        guard case .rejected(let failure) = card else {
            Issue.record("\(card)")
            return
        }
        #expect(failure.code == "media-too-large")
        #expect(await place.adapter.prepare(place.request(link, media: [picture]), in: place.context) == .prepared)
    }

    @Test("a video stands alone")
    func video() {
        let place = Place()
        var video = Place.picture()
        video.type = "video/mp4"
        let variant = PostVariant(parts: [PostPart(text: "a", media: [video, Place.picture()])])
        let found = place.adapter.validate(variant, account: place.account, manifest: place.context.manifest)
        #expect(found.map(\.rule) == ["media-mixed"])
    }
}
