import SMMText
import Testing

@Suite("derived counting fixtures", .enabled(if: SharedSpecs.isWanted)) struct TextCountingFixtureTests {
    struct File<Case: Decodable>: Decodable { var cases: [Case] }

    struct UnitCase: Decodable {
        var text: String
        var graphemes: Int
        var utf8_bytes: Int
        var utf16_units: Int
        var scalars: Int
        var bsky_post_ok: Bool
    }

    struct MastodonCase: Decodable {
        var status: String
        var spoiler_text: String
        var counted: Int
        var ok_at_500: Bool
    }

    @Test("text counts in each unit as the fixtures say")
    func units() throws {
        let cases = try SharedSpecs.json(File<UnitCase>.self, "derived/text-counting.json").cases
        #expect(cases.count == 16)
        for item in cases {
            let graphemes = TextCounter.count(item.text, by: .literal(.graphemes))
            let bytes = TextCounter.count(item.text, by: .literal(.utf8))
            #expect(graphemes == item.graphemes, "\(item.text.prefix(80))")
            #expect(bytes == item.utf8_bytes)
            #expect(TextCounter.count(item.text, by: .literal(.utf16)) == item.utf16_units)
            #expect(TextCounter.count(item.text, by: .literal(.codePoints)) == item.scalars)
            #expect((graphemes <= 300 && bytes <= 3000) == item.bsky_post_ok)
        }
    }

    @Test("a status on Mastodon counts as the fixtures say")
    func mastodon() throws {
        let cases = try SharedSpecs.json(File<MastodonCase>.self, "derived/mastodon-length.json").cases
        #expect(cases.count == 20)
        for item in cases {
            let counted =
                TextCounter.count(item.spoiler_text, by: .literal(.graphemes))
                + TextCounter.count(item.status, by: .mastodon(urlLength: 23))
            #expect(counted == item.counted, "\(item.status.prefix(80))")
            #expect((counted <= 500) == item.ok_at_500)
        }
    }
}
