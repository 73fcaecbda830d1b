import BlueskyAdapter
import SMMAdapterKit
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
