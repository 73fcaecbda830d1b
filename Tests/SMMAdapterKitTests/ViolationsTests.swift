import SMMAdapterKit
import SMMModel
import SMMText
import Testing

@Suite("Limits of a manifest")
struct ViolationsTests {
    private let picture = MediaReference(
        asset: AssetID(rawValue: 1), sha256: String(repeating: "a", count: 64), type: "image/jpeg", byteCount: 1000,
        width: 100, height: 100, alt: "A loaf")

    private func manifest(_ change: (inout PlatformManifest) -> Void = { _ in }) -> PlatformManifest {
        var manifest = PlatformManifest(
            platform: "test", title: "Test", guarantee: .none,
            limits: ContentLimits(
                maximumText: 10, textUnit: .graphemes, maximumTextBytes: 40, maximumParts: 2, maximumMedia: 1,
                maximumAlt: 6, media: ["image/jpeg": MediaLimit(maximumBytes: 1000, maximumPixels: 10_000)]),
            options: [
                SettingSpec("visibility", help: "Who sees it.", allowed: ["public", "private"]),
                SettingSpec("title", help: "A title."),
            ],
            source: "made up", checked: "2026-11-23")
        change(&manifest)
        return manifest
    }

    private func rules(_ variant: PostVariant, _ change: (inout PlatformManifest) -> Void = { _ in }) -> [String] {
        manifest(change).violations(of: variant).map(\.rule)
    }

    private func variant(_ text: String, _ media: [MediaReference] = []) -> PostVariant {
        PostVariant(parts: [PostPart(text: text, media: media)])
    }

    @Test("what fits has no violations, to the last unit")
    func fits() {
        #expect(rules(variant("Ten graph!", [picture])) == [])
        #expect(rules(variant("👩‍👩‍👧‍👦")) == [])
    }

    @Test("a text one unit too long is told with both numbers and the next step")
    func tooLong() throws {
        let found = manifest().violations(of: variant("Eleven grap"))
        let violation = try #require(found.first)
        #expect(found.count == 1)
        #expect(violation.rule == "text-too-long" && violation.part == 0)
        #expect(violation.measured == "11 graphemes" && violation.allowed == "10 graphemes")
        #expect(violation.next?.contains("--variant test=@FILE") == true)
    }

    @Test("bytes count beside units")
    func bytes() {
        #expect(rules(variant("👩‍👩‍👧‍👦👩‍👩‍👧‍👦")) == ["text-too-many-bytes"])
        #expect(rules(variant("ééééééé"), { $0.limits.textUnit = .utf8 }) == ["text-too-long"])
    }

    @Test("a part without text and media is empty, with media it depends on the platform")
    func empty() {
        #expect(rules(variant(" \n")) == ["text-empty"])
        #expect(rules(variant("\u{200B}\u{2060}")) == ["text-empty"])
        #expect(rules(variant("", [picture])) == [])
        #expect(rules(variant("", [picture]), { $0.limits.allowsEmptyText = false }) == ["text-empty"])
        #expect(rules(PostVariant(parts: [])) == ["post-empty"])
    }

    @Test("parts and media are counted")
    func counts() {
        let part = PostPart(text: "a")
        #expect(rules(PostVariant(parts: [part, part, part])) == ["parts-too-many"])
        #expect(rules(variant("a", [picture, picture])) == ["media-too-many"])
    }

    @Test("a medium has a type, a size, and a number of pixels that cannot overflow")
    func media() {
        var other = picture
        other.type = "image/tiff"
        other.byteCount = .max
        #expect(rules(variant("a", [other])) == ["media-type"])
        var large = picture
        large.byteCount = 1001
        large.width = 101
        #expect(rules(variant("a", [large])) == ["media-too-large", "media-too-many-pixels"])
        var absurd = picture
        absurd.width = .max
        absurd.height = .max
        #expect(rules(variant("a", [absurd])) == ["media-too-many-pixels"])
    }

    @Test("a description may be too long, or missing where it is asked for")
    func alt() {
        var described = picture
        described.alt = "A loaf!"
        #expect(rules(variant("a", [described])) == ["alt-too-long"])
        described.alt = " "
        #expect(rules(variant("a", [described]), { $0.limits.requiresAlt = true }) == ["alt-missing"])
        described.alt = nil
        #expect(rules(variant("a", [described])) == [])
    }

    @Test("an option must be known and take one of its values")
    func options() {
        var post = variant("a")
        post.options = ["visibility": "public", "title": "Anything"]
        #expect(rules(post) == [])
        post.options = ["visibility": "secret", "colour": "red"]
        #expect(rules(post) == ["option-unknown", "option-value"])
    }

    @Test("no limit means no check")
    func unlimited() {
        let long = String(repeating: "word ", count: 10_000)
        #expect(
            rules(variant(long)) {
                $0.limits.maximumText = nil
                $0.limits.maximumTextBytes = nil
            } == [])
    }

    @Test("violations of a thread name their part, in order")
    func order() {
        let thread = PostVariant(parts: [PostPart(text: "Fits."), PostPart(text: "Does not fit.")])
        #expect(manifest().violations(of: thread).map(\.part) == [1])
    }
}
