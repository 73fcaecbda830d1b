import MastodonAdapter
import Testing

@Suite("Plain text of HTML")
struct PlainTextTests {
    @Test(
        "keeps words, lines and links",
        arguments: [
            ("<p>Hello<br>world</p>", "Hello\nworld"), ("<p>One</p><p>Two</p>", "One\n\nTwo"),
            ("a<br/>b<br />c", "a\nb\nc"), ("Tom &amp; Ann &lt;3 &#39;x&#39; &#x1F35E;", "Tom & Ann <3 'x' 🍞"),
            (
                #"<a href="https://x.example/a"><span class="invisible">https://</span><span>x.example/a</span></a>"#,
                "https://x.example/a"
            ),
            (#"<span class="h-card"><a href="https://e.example/@b">@<span>b</span></a></span> hi"#, "@b hi"),
            ("<ul><li>a</li><li>b</li></ul>", "a\nb"), ("x<script>alert('<p>')</script>y", "xy"),
            ("x<STYLE>p{}</style >y", "xy"), ("", ""), ("<p></p>", ""),
        ])
    func words(_ html: String, _ text: String) {
        #expect(PlainText.of(html) == text)
    }

    @Test(
        "leaves what is no HTML as it stands",
        arguments: [
            ("1 < 2", "1 < 2"), ("&unknown; & &amp", "&unknown; & &amp"),
            ("&#0;&#xD800;&#99999999999;", "&#0;&#xD800;&#99999999999;"),
            ("a <b", "a <b"), ("&", "&"), ("<", "<"), ("&#", "&#"), ("x<script>y", "x"), ("<>", ""), ("&;", "&;"),
        ])
    func odd(_ html: String, _ text: String) {
        #expect(PlainText.of(html) == text)
    }

    @Test("takes no more time than there are bytes, however deep it is")
    func deep() {
        let deep = String(repeating: "<p><div>", count: 200_000)
        #expect(PlainText.of(deep) == "")
        #expect(PlainText.of(String(repeating: "<script>", count: 100_000)) == "")
        #expect(PlainText.of(String(repeating: "&amp;", count: 10_000)).count == 10_000)
    }
}
