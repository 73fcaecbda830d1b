import SMMTestSupport
import SMMText
import Testing

@Suite struct TextEntitiesTests {
    private static func found(_ text: String, _ kind: TextEntity.Kind) -> [String] {
        TextEntities.find(in: text).filter { $0.kind == kind }.map { String(text[$0.range]) }
    }

    @Test(
        "an address ends where a reader would end it",
        arguments: [
            ("see https://example.com/a.", "https://example.com/a"),
            ("(https://example.com/a)", "https://example.com/a"),
            ("https://en.wikipedia.org/wiki/Swift_(bird), yes", "https://en.wikipedia.org/wiki/Swift_(bird)"),
            ("\"https://example.com/?a=1&b=2#c\"!", "https://example.com/?a=1&b=2#c"),
            ("<http://example.com>", "http://example.com"), ("HTTPS://Example.COM/x?!", "HTTPS://Example.COM/x"),
            ("https://bücher.example/ü?q=1", "https://bücher.example/ü?q=1"),
            ("👨‍❤️‍👨 https://en.wikipedia.org/wiki/CBOR.", "https://en.wikipedia.org/wiki/CBOR"),
            ("見てhttps://example.com/。次", "https://example.com/"), ("「https://例え.jp/道」", "https://例え.jp/道"),
            ("http://[::1]:80/x", "http://[::1]:80/x"), ("https://example.com:8080/a/;", "https://example.com:8080/a/"),
            ("https://example.com/a…", "https://example.com/a"), ("«https://example.com/é»", "https://example.com/é"),
            ("https://example.com/\u{202e}gpj", "https://example.com/"),
            ("**https://example.com**", "https://example.com"),
        ])
    func addresses(text: String, expected: String) {
        #expect(Self.found(text, .url) == [expected])
    }

    @Test(
        "what only looks like an address is none",
        arguments: [
            "https://", "http://.", "http:/example.com", "xhttps://example.com", "httpss://example.com", "https:// a",
            "h",
            "example.com", "http://?", "ftp://example.com",
        ])
    func noAddresses(text: String) {
        #expect(Self.found(text, .url) == [])
    }

    @Test(
        "hashtags hold letters of any script, and at least one that is no digit",
        arguments: [
            ("héllo #naïve x", ["#naïve"]), ("#a #b_2, #c.", ["#a", "#b_2", "#c"]), ("#日本語 タグ", ["#日本語"]),
            ("#1 #2026 #1a", ["#1a"]), ("a#b &#9; ##x #a#b", []), ("(#tag)", ["#tag"]), ("＃全角", ["＃全角"]),
            ("#हिन्दी", ["#हिन्दी"]), ("# #", []), ("https://example.com/#part #real", ["#real"]), ("#🦊", []),
        ])
    func hashtags(text: String, expected: [String]) {
        #expect(Self.found(text, .hashtag) == expected)
    }

    @Test("entities come in order and never overlap, whatever the text")
    func order() {
        var numbers = SeededRandom(seed: 8)
        let pieces = ["https://", "http://", "a", "#", "é", ".", ")", "(", " ", "/", "。", "1", "🦊", "\u{200d}"]
        for _ in 0..<20_000 {
            let text = (0..<12).map { _ in pieces.randomElement(using: &numbers) ?? "" }.joined()
            var last = text.startIndex
            for entity in TextEntities.find(in: text) {
                #expect(entity.range.lowerBound >= last && !entity.range.isEmpty)
                last = entity.range.upperBound
            }
        }
    }

    @Test("a megabyte of half addresses is searched in one pass")
    func hostile() {
        for piece in ["http", "https://", "https://(((", "#1", "h"] {
            #expect(TextEntities.find(in: String(repeating: piece, count: 1_000_000 / piece.utf8.count)).count <= 1)
        }
    }
}
