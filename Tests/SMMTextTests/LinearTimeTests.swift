import SMMTestSupport
import SMMText
import Testing

/// Every finder counts the code points it looks at: eight times the text may take about eight times the looks, and some
/// more where it passes a bound such as the longest address; a square would be 64 times.
@Suite struct LinearTimeTests {
    static let pieces = [
        "@", "#", "$", ".", "(", ")", "[", "/", ":", "?", "-", "_", "http://", "https://", "http://a",
        "http://a.co/(", "http://a.co/(a(b)", "http://a.co/((", "a.co/(", "a.co/,", "a.co?!", "a.", "a.b.",
        "a.co.", "a_.", "a.co_", "日.", "日a.co", "日", "日.co.", "xn--", "xn--a.", "http://日本", "http://日本.com",
        "é", "éa.co", "@a", "@a@", "@a@b", "@a@b.", "@a/b", "@a/", "RT@", "rt@a", "#a", "#1", "#a#", "# #",
        "$a", "$a.", " $a", "(@", "(@a.", "(a.b", "(http://", " #a", "a ", "👨\u{200d}", "🇩", "1\u{fe0f}",
        "🏴\u{e0067}", "\u{200d}", "\u{301}", "みんな", ".みんな", "t.co/a", "http://t.co/a ", "-a.co", "a@b.co ", "&",
        "\\", "\u{202a}",
    ]

    private static let jobs: [(name: String, work: @Sendable (String) -> Int)] = [
        ("entities", { work(of: PostEntities($0)) }), ("facets", { facetWork($0) }),
        ("x", { TextCounter.measure($0, by: .x, limit: 280).work }),
        ("mastodon", { TextCounter.measure($0, by: .mastodon(), limit: nil).work }),
    ]

    private static func work(of entities: PostEntities) -> Int {
        _ = entities.all()
        _ = entities.reply()
        return entities.work
    }

    private static func facetWork(_ text: String) -> Int {
        let finder = FacetFinder(text)
        _ = finder.find()
        return finder.work
    }

    @Test("the work grows with the text and not with its square", arguments: pieces)
    func growth(piece: String) {
        for (name, work) in Self.jobs {
            let small = work(String(repeating: piece, count: 300))
            let large = work(String(repeating: piece, count: 2400))
            #expect(large <= small * 20, "\(name): \(small) looks, then \(large)")
            // 18 is the longest top-level domain, looked for at each label.
            let scalars = piece.unicodeScalars.count * 2400
            #expect(large <= scalars * 200, "\(name): \(large) looks at \(scalars) code points")
        }
    }

    @Test("mixtures of awkward pieces are no worse")
    func mixtures() {
        var numbers = SeededRandom(seed: 11)
        for _ in 0..<50 {
            let piece = (0..<4).map { _ in Self.pieces.randomElement(using: &numbers) ?? "" }.joined()
            for (name, work) in Self.jobs {
                let small = work(String(repeating: piece, count: 100))
                let large = work(String(repeating: piece, count: 800))
                #expect(large <= small * 20, "\(name) of \(piece): \(small) looks, then \(large)")
            }
        }
    }

    @Test("a megabyte is counted and searched")
    func megabyte() {
        let pieces = ["@", "#", ".", "[", "(", "http://", "a.co/("]
        let text = pieces.map { String(repeating: $0, count: 1_000_000 / pieces.count / $0.utf8.count) }.joined()
        for (name, work) in Self.jobs { #expect(work(text) <= 40 * text.utf8.count, "\(name)") }
    }

    @Test("no text of awkward pieces traps, and entities never overlap")
    func awkward() {
        var numbers = SeededRandom(seed: 12)
        for _ in 0..<3000 {
            let text = (0..<8).map { _ in Self.pieces.randomElement(using: &numbers) ?? "" }.joined()
            var end = text.startIndex
            for entity in PostEntities(text).all() {
                #expect(entity.range.lowerBound >= end && !entity.range.isEmpty)
                end = entity.range.upperBound
            }
            var last = 0
            for facet in FacetFinder(text).find() {
                #expect(facet.bytes.lowerBound >= last && !facet.bytes.isEmpty)
                last = facet.bytes.upperBound
            }
            #expect(last <= text.utf8.count)
            #expect(TextCounter.count(text, by: .x) >= 0)
            #expect(TextCounter.count(text, by: .mastodon()) >= 0)
            _ = WebAddressSyntax.isAddress(text)
        }
    }
}
