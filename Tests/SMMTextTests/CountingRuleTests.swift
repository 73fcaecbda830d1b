import FoundationEssentials
import SMMText
import Testing

@Suite struct CountingRuleTests {
    private static let rules: [CountingRule] =
        TextUnit.allCases.map { .literal($0) } + [
            .mastodon(urlLength: 23), .mastodon(urlLength: 30), .x, .twitterTextVersion1, .twitterTextVersion2,
        ]

    @Test("a rule survives JSON", arguments: rules)
    func codes(rule: CountingRule) throws {
        let data = try JSONEncoder().encode(rule)
        #expect(try JSONDecoder().decode(CountingRule.self, from: data) == rule)
    }

    @Test("a manifest names only what it needs, and an unknown unit is refused")
    func decodes() throws {
        func decode(_ json: String) throws -> CountingRule {
            try JSONDecoder().decode(CountingRule.self, from: Data(json.utf8))
        }
        #expect(try decode(#"{"unit":"code-points"}"#) == .literal(.codePoints))
        #expect(
            try decode(
                #"{"unit":"graphemes","urls":{"length":23,"needs_scheme":true,"dialect":"mastodon"},"#
                    + #""mentions":"without-domain"}"#) == .mastodon())
        #expect(
            try decode(#"{"unit":{"scale":1,"defaultWeight":1},"urls":{"length":23}}"#) == .twitterTextVersion1)
        #expect(throws: DecodingError.self) { try decode(#"{"unit":"bytes"}"#) }
        #expect(throws: DecodingError.self) { try decode(#"{"unit":{"scale":1}}"#) }
    }

    @Test(
        "no number in a manifest or from a server traps",
        arguments: [Int.min, -1, 0, 1, Int.max], [Int.min, -1, 0, 1, Int.max])
    func hostileNumbers(scale: Int, weight: Int) {
        let ranges = [WeightedRange(start: weight, end: scale, weight: weight)]
        let weights = TextWeights(scale: scale, defaultWeight: weight, ranges: ranges, parsesEmoji: true)
        let rule = CountingRule(
            unit: .weighted(weights), urls: URLCounting(length: scale), mentions: .withoutDomain)
        let text = "ab 👍🏽 https://a.com/ @a@b.c"
        let length = TextCounter.measure(text, by: rule, limit: weight)
        #expect((length.fitting ?? -1) >= 0)
        #expect((length.fitting ?? -1) <= text.utf16.count)
        let plain = CountingRule(unit: .plain(.utf8), urls: URLCounting(length: weight))
        let expected = text.utf8.count - "https://a.com/".utf8.count + min(max(weight, 0), 1_000_000)
        #expect(TextCounter.count(text, by: plain) == expected)
    }

    @Test(
        "Mastodon counts addresses with a scheme as 23 and mentions without their domain",
        arguments: [
            ("https://example.com/日本語/ü?q=é", 23), ("https://example.com/a.", 24), ("(https://example.com/a_(b))", 25),
            ("http://a.co", 23), ("example.com/a", 13), ("ftp://a.co", 10), ("https://", 8),
            ("https://example.com/@a@b.example", 23), ("@a@b.example", 2), ("@a@b.example.", 3),
            ("@a.b@c-d.example", 4),
            ("x@a@b.example", 13), ("/@a@b.example", 13), ("@a@b.example@c", 14), ("@a@", 3), ("@a.@b.c", 7),
            ("@a@例え.jp x", 4), ("@a@b.c @d@e.f", 5), ("@\u{e9}@b.c", 6), ("https://a.co\u{301}", 23),
            ("xhttps://a.co", 24), ("xhttps://a.co/aaaaaaaaaaaaaaaaaaaa", 34), ("#https://a.co", 13),
            ("https://a.co?q=1\u{3000}b c", 25),
        ])
    func mastodon(text: String, expected: Int) {
        #expect(TextCounter.count(text, by: .mastodon(urlLength: 23)) == expected)
    }

    @Test("an address that counts nothing is gone, and marks behind one join it")
    func mastodonLengths() {
        #expect(TextCounter.count("a https://a.co b", by: .mastodon(urlLength: 0)) == 4)
        #expect(TextCounter.count("a https://a.co b", by: .mastodon(urlLength: -5)) == 4)
        #expect(TextCounter.count("a https://a.co b", by: .mastodon(urlLength: 1)) == 5)
        #expect(TextCounter.count("a https://a.co b", by: .mastodon(urlLength: .max)) == 1_000_004)
    }

    @Test(
        "X counts an emoji as two however it is made, and other scripts as two",
        arguments: [
            ("", 0), ("a", 1), ("é", 1), ("e\u{301}", 1), ("語", 2), ("👍", 2), ("👍🏽", 2), ("👩🏽‍🚀", 2), ("👨‍❤️‍💋‍👨", 2),
            ("🇩🇪", 2), ("🇩🇪🇫🇷", 4), ("🇩", 2), ("1️⃣", 2), ("#\u{20e3}", 2), ("1\u{fe0f}", 3), ("☺\u{fe0e}", 4),
            ("☺\u{fe0f}", 2), ("©", 1), ("©\u{fe0f}", 2), ("™", 2), ("🏳️‍🌈", 2),
            ("🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}", 2), ("a.com b", 25), ("👨‍👩‍👧‍👦‍👨", 5),
            ("👍👍🏽", 4), ("\u{200d}👍", 3), ("👍\u{200d}", 3), ("@a@b.com", 8),
        ])
    func x(text: String, expected: Int) {
        #expect(TextCounter.count(text, by: .x) == expected)
    }

    @Test("the part that fits ends in front of what does not, in units of the text as given")
    func fitting() {
        #expect(TextCounter.measure("abc", by: .x, limit: 2).fitting == 2)
        #expect(TextCounter.measure("a語b", by: .x, limit: 2).fitting == 1)
        #expect(TextCounter.measure("a👍🏽b", by: .x, limit: 3).fitting == 5)
        #expect(TextCounter.measure("a https://example.com b", by: .x, limit: 24).fitting == 2)
        #expect(TextCounter.measure("abc", by: .x, limit: nil).fitting == 3)
        #expect(TextCounter.measure("abc", by: .x, limit: 0).fitting == 0)
        #expect(TextCounter.measure("abc", by: .literal(.utf8), limit: 2).fitting == nil)
        #expect(TextCounter.measure("a\u{feff}b", by: .x, limit: 9).hasForbidden)
    }
}
