import SMMAdapterKit
import SMMModel
import SMMTime
import SiteAdapter
import Testing

@Suite("What a site's pages say")
struct SiteRenderingTests {
    private func html(_ text: String) -> String { TextMarkup.html(text) { "tags/\(SiteLinks.encoded($0))/" } }

    @Test(
        "blank lines part paragraphs, single line ends stay, and nothing is markup",
        arguments: [
            ("one", "<p dir=\"auto\">one</p>\n"),
            ("one\ntwo\n\n\nthree", "<p dir=\"auto\">one<br>two</p>\n<p dir=\"auto\">three</p>\n"),
            ("a <b> & \"c\"", "<p dir=\"auto\">a &lt;b&gt; &amp; \"c\"</p>\n"),
            ("", ""), ("\n\n", ""),
            ("#Brot heute", "<p dir=\"auto\"><a class=\"tag\" rel=\"tag\" href=\"tags/brot/\">#Brot</a> heute</p>\n"),
            ("#Ärger", "<p dir=\"auto\"><a class=\"tag\" rel=\"tag\" href=\"tags/%C3%A4rger/\">#Ärger</a></p>\n"),
            ("x\n#y", "<p dir=\"auto\">x<br><a class=\"tag\" rel=\"tag\" href=\"tags/y/\">#y</a></p>\n"),
            (
                "see https://x.example/a?b=1&c=\"2",
                "<p dir=\"auto\">see <a href=\"https://x.example/a?b=1&amp;c=\">"
                    + "https://x.example/a?b=1&amp;c=</a>\"2</p>\n"
            ),
            ("no. 1 #1 a#b", "<p dir=\"auto\">no. 1 #1 a#b</p>\n"),
        ])
    func paragraphs(_ text: String, _ wanted: String) {
        #expect(html(text) == wanted)
    }

    @Test("one tag has one page, however it is typed")
    func composed() {
        #expect(TextScanner.scan("#Caf\u{65}\u{301}").compactMap(\.tag) == TextScanner.scan("#café").compactMap(\.tag))
    }

    @Test(
        "text is cleaned of controls and what XML cannot carry, and keeps its lines",
        arguments: [
            ("a\r\nb\rc\u{2028}d", "a\nb\nc\nd"), ("\u{1b}[31mred\u{7}\u{0}", "[31mred"),
            ("  keep  \n\n  in  ", "  keep\n\n  in"),
            ("\u{FFFE}\u{FFFF}x\u{FEFF}", "x"), ("tab\there", "tab\there"), ("\n\n\nlate", "late"),
        ])
    func cleaned(_ given: String, _ wanted: String) {
        #expect(Clean.text(given) == wanted)
    }

    @Test("one line holds no line ends and no direction overrides")
    func line() {
        #expect(Clean.line("  a\n\tb\u{202E}c  ") == "a bc")
        #expect(Clean.excerpt("One two three four", 9) == "One two…")
        #expect(Clean.excerpt("Onetwothreefour", 6) == "Onetwo…")
    }

    @Test("every accent colour gives legible text: 4.5:1 for links and small print, 7:1 for text, 3:1 for edges")
    func contrast() {
        for red in stride(from: 0, through: 255, by: 51) {
            for green in stride(from: 0, through: 255, by: 51) {
                for blue in stride(from: 0, through: 255, by: 51) {
                    let accent = Colour(UInt8(red), UInt8(green), UInt8(blue))
                    for palette in [SitePalette.light(accent), SitePalette.dark(accent)] {
                        for ground in [palette.ground, palette.card] {
                            #expect(palette.text.contrast(with: ground) >= 7, "\(accent.hex)")
                            #expect(palette.link.contrast(with: ground) >= 4.5, "\(accent.hex)")
                            #expect(palette.quiet.contrast(with: ground) >= 4.5, "\(accent.hex)")
                            #expect(palette.edge.contrast(with: ground) >= 3, "\(accent.hex)")
                        }
                    }
                }
            }
        }
        #expect(Colour.black.contrast(with: .white) == 21)
    }

    @Test("turning pages from the first one shows every entry once, and a full page never changes its entries")
    func paging() {
        var known: [Int: Range<Int>] = [:]
        for count in 0...200 {
            let paging = SitePaging(count: count)
            var slots = Array(paging.front)
            for number in stride(from: paging.archives, to: 0, by: -1) {
                let onPage = paging.slots(onArchive: number)
                #expect(known[number] == nil || known[number] == onPage)
                known[number] = onPage
                for slot in onPage { #expect(paging.archive(ofSlot: slot) == number) }
                slots += onPage
            }
            #expect(slots.sorted() == Array(0..<count))
            #expect(paging.front.count < 2 * SitePaging.size)
            for slot in paging.front { #expect(paging.archive(ofSlot: slot) == nil) }
        }
    }

    @Test(
        "dates are written in the site's language and zone",
        arguments: [
            ("en", "1 March 2026, 00:30"), ("en-US", "March 1, 2026, 12:30\u{202F}AM"),
            ("de-AT", "1. März 2026, 00:30"),
            ("fr", "1er mars 2026, 00:30"), ("es", "1 de marzo de 2026, 00:30"), ("it", "1 marzo 2026, 00:30"),
            ("nl", "1 maart 2026, 00:30"), ("pt-BR", "1 de março de 2026, 00:30"), ("pl", "1 marca 2026, 00:30"),
            ("fi", "1 March 2026, 00:30"),
        ])
    func dates(_ language: String, _ wanted: String) {
        let zone = Zone(name: "X", fixed: ZoneOffset(seconds: 3600, abbreviation: "X", isDaylightSaving: false))
        let dates = DateText(zone: zone, words: Words.of(language))
        let instant = Instant(milliseconds: 1_772_321_400_000)
        #expect(dates.full(instant) == wanted)
        #expect(dates.machine(instant) == "2026-03-01T00:30:00+01:00")
    }

    @Test("every language has all its words")
    func words() {
        for language in ["en", "de", "fr", "es", "it", "nl", "pt", "pl", "ar", "he"] {
            let words = Words.of(language)
            #expect(words.language == language)
            #expect(words.months.count == 12)
            #expect(["{d}", "{m}", "{y}"].allSatisfy { words.date.contains($0) })
            #expect(words.part.contains("{n}") && words.part.contains("{m}") && words.more.contains("{n}"))
            #expect(words.updated.contains("{date}") && words.tagged.contains("{tag}") && words.page.contains("{n}"))
        }
    }

    @Test(
        "right-to-left languages and scripts are known",
        arguments: [
            ("ar", "rtl"), ("he-IL", "rtl"), ("fa", "rtl"), ("de", "ltr"), ("az-Arab", "rtl"), ("ur-Latn", "ltr"),
            ("", "ltr"),
        ])
    func direction(_ language: String, _ wanted: String) {
        #expect(Direction.of(language) == wanted)
    }

    @Test("pictures fill rows of at most three and keep their order")
    func rows() {
        #expect(PhotoRows.rows([1, 1, 1, 1]) == [2, 2])
        #expect(PhotoRows.rows([4, 1, 1]) == [1, 2])
        #expect(PhotoRows.rows([1.5, 1.5, 1.5]) == [2, 1])
        for count in 0...20 { #expect(PhotoRows.rows(Array(repeating: 0.75, count: count)).reduce(0, +) == count) }
        #expect(PhotoRows.shape(nil) == 100)
        #expect(PhotoRows.shape(.infinity) == 400 && PhotoRows.shape(0) == 40)
    }

    @Test(
        "titles become addresses of ASCII",
        arguments: [
            ("Große Änderung: Öffnungszeiten!", "2026/11/grosse-aenderung-oeffnungszeiten-k"), ("مخبز", "2026/11/k"),
            ("L’été à Łódź", "2026/11/lete-a-lodz-k"), (nil, "2026/11/k"), ("../../etc", "2026/11/etc-k"),
        ])
    func slugs(_ title: String?, _ wanted: String) {
        #expect(
            SiteSlug.path(key: "k", title: title, published: Instant(milliseconds: 1_795_509_000_000), zone: .utc)
                == wanted)
    }

    @Test("a record of the index reads back, and is always as long")
    func record() {
        for record in [
            SiteRecord(key: "k", path: "2026/11/k", isGone: false),
            SiteRecord(
                key: String(repeating: "k", count: 64), path: "2026/11/" + String(repeating: "s", count: 113),
                isGone: true),
        ] {
            #expect(record.bytes.count == SiteRecord.length)
            #expect(SiteRecord(record.bytes) == record)
        }
        #expect(SiteRecord([UInt8](repeating: 0, count: 192)) == nil)
    }

    @Test("a text of a megabyte goes through, and the first page and the feeds stay small")
    func megabyte() async throws {
        try await withTemporaryFolder { folder in
            let site = TestSite(folder)
            let text = String(repeating: "<Wort> & noch eins. \u{1F35E}\n", count: 40_000)
            _ = try await site.published(site.request("aaa", text))
            #expect((site.file("2026/11/aaa/index.html")?.utf8.count ?? 0) > 1 << 20)
            #expect((site.file("index.html")?.utf8.count ?? 0) < 10_000)
            #expect((site.file("feed.atom")?.utf8.count ?? 0) < 200_000)
            #expect(site.file("index.html")?.contains("Weiterlesen") == true)
        }
    }

    @Test(
        "the page for lost visitors links from the server's root, so that it holds at any address",
        arguments: [
            ("https://example.org/", "/"), ("https://example.org/a/b", "/a/b/"), ("", "/"),
        ])
    func lost(_ url: String, _ root: String) async throws {
        try await withTemporaryFolder { folder in
            var site = TestSite(folder)
            site.settings["url"] = url
            _ = try await site.published(site.request("aaa", "Hello"))
            #expect(site.file("404.html")?.contains("href=\"\(root)style.css\"") == true)
        }
    }
}
