import FoundationEssentials
import SMMAdapterKit
import SMMModel
import SMMTestSupport
import SMMTime
import SiteAdapter
import Testing

@Suite("Any text on a site")
struct SiteTextTests {
    private struct Feed: Decodable {
        struct Item: Decodable {
            enum CodingKeys: String, CodingKey { case content = "content_html" }

            var content: String
        }
        var items: [Item]
    }

    @Test("the look at XML finds what is broken")
    func shape() {
        #expect(XMLShape.fault("<a b=\"c\"><d/>&amp;</a>\n") == nil)
        for broken in [
            "<a></b>\n", "<a>\n", "<a>&nbsp;</a>\n", "<a b=\"&\"/>\n", "<a>]]></a>\n", "<a>\u{1}</a>\n",
            "<a b=c\"d\"/>\n",
            "<a>\u{FFFF}</a>\n", "<a/>x",
        ] { #expect(XMLShape.fault(broken) != nil, "\(broken)") }
    }

    @Test("feeds stay well-formed and every text comes back from them, whatever it holds", arguments: 0..<40)
    func anyText(_ seed: Int) async throws {
        var random = SeededRandom(seed: UInt64(seed))
        func text(_ count: Int) -> String { StrangeText.make(count, &random) }
        try await withTemporaryFolder { folder in
            var site = TestSite(folder)
            site.settings = ["title": "T" + text(6), "description": text(9), "author": "A" + text(4)]
            site.brand.language = seed % 2 == 0 ? "de" : "he"
            site.settings["url"] = seed % 3 == 0 ? "https://example.org/a&b'c/" : nil
            var photo = TestSite.photo(1, alt: text(8))
            photo.width = seed % 5 == 0 ? nil : 0
            site.store(photo)
            let texts = (0..<6).map { _ in text(60) }
            let root = try await site.published(
                site.request("aaa", texts[0], media: [photo], language: text(2), title: text(5)))
            for (number, words) in texts.enumerated().dropFirst() {
                _ = try await site.published(
                    site.request("p\(number)", words, index: number, count: 6, root: root, parent: root))
            }
            let atom = try #require(site.file("feed.atom"))
            #expect(XMLShape.fault(atom) == nil)
            if site.settings["url"] != nil {
                for name in ["sitemap.xml", "sitemap-1.xml"] { #expect(XMLShape.fault(site.file(name) ?? "") == nil) }
            }
            #expect(XMLShape.fault(site.file("icon.svg") ?? "") == nil)
            let feed = try JSONDecoder().decode(Feed.self, from: Data(site.file("feed.json")?.utf8 ?? "".utf8))
            let wanted = texts.map { letters(Clean.text($0)) }.joined()
            #expect(letters(Self.read(try #require(feed.items.first).content)) == wanted)
            #expect(Crawler.faults(folder) == [])
            for (path, bytes) in Tree.read(folder) where path.hasSuffix(".html") {
                let page = String(decoding: bytes, as: UTF8.self)
                #expect(!page.contains("<script") && !page.contains("<!--") && !page.contains("<![CDATA["), "\(path)")
                #expect(page.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" || $0 == "\t" }, "\(path)")
            }
        }
    }

    @Test("a hundred parts of five thousand letters each stand on one page, and the first page stays small")
    func hundredParts() async throws {
        try await withTemporaryFolder { folder in
            let site = TestSite(folder)
            let words = String(repeating: "Brot und Salz. ", count: 334).prefix(5000)
            var root: Receipt?
            for number in 0..<100 {
                let text = "\(number): \(words)"
                let receipt = try await site.published(
                    site.request("p\(number)", text, index: number, count: 100, root: root, parent: root))
                root = root ?? receipt
            }
            let page = try #require(site.file("2026/11/p0/index.html"))
            for number in 0..<100 { #expect(page.utf8.count > 500_000 && page.contains(">\(number): Brot")) }
            #expect((site.file("index.html")?.utf8.count ?? 0) < 10_000)
            #expect(site.file("index.html")?.contains("noch 99 Teile") == true)
            #expect((site.file("feed.atom")?.utf8.count ?? 0) < 600_000)
            #expect(Crawler.faults(folder) == [])
        }
    }

    /// Letters alone: how white space reads is another matter.
    private func letters(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace }))
    }

    /// The text of markup of ours, without its tags. Byte by byte: a mark behind a sign is a letter with it to Swift.
    private static func read(_ html: String) -> String {
        var text: [UInt8] = []
        var rest = Array(html.utf8)[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "<"): rest = rest.drop { $0 != UInt8(ascii: ">") }.dropFirst()
            case UInt8(ascii: "&"):
                let name = String(decoding: rest.prefix { $0 != UInt8(ascii: ";") }, as: UTF8.self)
                text += (["lt": "<", "gt": ">", "quot": "\"", "#39": "'", "amp": "&"][name] ?? "?").utf8
                rest = rest.drop { $0 != UInt8(ascii: ";") }.dropFirst()
            default: text.append(byte)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
