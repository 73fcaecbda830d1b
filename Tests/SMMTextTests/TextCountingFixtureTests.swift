import SMMTestSupport
import SMMText
import Testing

@Suite("derived counting fixtures", .enabled(if: SharedFolder.isWanted)) struct TextCountingFixtureTests {
    struct File<Case: Decodable>: Decodable { var cases: [Case] }

    struct UnitCase: Decodable {
        var text: String
        var graphemes: Int
        var bytes: Int
        var utf16: Int
        var scalars: Int
        var fitsBluesky: Bool

        private enum CodingKeys: String, CodingKey {
            case text, graphemes, scalars
            case bytes = "utf8_bytes"
            case utf16 = "utf16_units"
            case fitsBluesky = "bsky_post_ok"
        }
    }

    struct MastodonCase: Decodable {
        var status: String
        var warning: String
        var counted: Int
        var fits: Bool

        private enum CodingKeys: String, CodingKey {
            case status, counted
            case warning = "spoiler_text"
            case fits = "ok_at_500"
        }
    }

    @Test("text counts in each unit as the fixtures say")
    func units() throws {
        let cases = try SharedSpecs.json(File<UnitCase>.self, "derived/text-counting.json").cases
        #expect(cases.count == 16)
        for item in cases {
            let graphemes = TextCounter.count(item.text, by: .literal(.graphemes))
            let bytes = TextCounter.count(item.text, by: .literal(.utf8))
            #expect(graphemes == item.graphemes, "\(item.text.prefix(80))")
            #expect(bytes == item.bytes)
            #expect(TextCounter.count(item.text, by: .literal(.utf16)) == item.utf16)
            #expect(TextCounter.count(item.text, by: .literal(.codePoints)) == item.scalars)
            #expect((graphemes <= 300 && bytes <= 3000) == item.fitsBluesky)
        }
    }

    @Test("a status on Mastodon counts as the fixtures say")
    func mastodon() throws {
        let cases = try SharedSpecs.json(File<MastodonCase>.self, "derived/mastodon-length.json").cases
        #expect(cases.count == 20)
        for item in cases {
            let counted =
                TextCounter.count(item.warning, by: .literal(.graphemes))
                + TextCounter.count(item.status, by: .mastodon(urlLength: 23))
            #expect(counted == item.counted, "\(item.status.prefix(80))")
            #expect((counted <= 500) == item.fits)
        }
    }
}
