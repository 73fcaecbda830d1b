import SMMTestSupport
import SMMText
import Testing

@Suite struct HTMLEscapeTests {
    @Test("text and attributes are escaped, each as it needs")
    func escapes() {
        #expect(HTMLEscape.text("plain ä 🦊") == "plain ä 🦊")
        #expect(HTMLEscape.text("<b>\"A\" & 'B'</b>") == "&lt;b&gt;\"A\" &amp; 'B'&lt;/b&gt;")
        #expect(HTMLEscape.attribute("a\"b'c<&>\n\t") == "a&quot;b&#39;c&lt;&amp;&gt;&#10;&#9;")
        #expect(HTMLEscape.text("a\n\tb\rc") == "a\n\tb&#13;c")
    }

    @Test("what XML forbids becomes a replacement character")
    func forbidden() {
        #expect(HTMLEscape.text("a\u{0}b\u{1b}c\u{c}") == "a\u{fffd}b\u{fffd}c\u{fffd}")
        #expect(HTMLEscape.text("a\u{ffff}b\u{fffe}c\u{fffd}") == "a\u{fffd}b\u{fffd}c\u{fffd}")
        #expect(HTMLEscape.attribute("\u{f8ff}\u{ffbf}") == "\u{f8ff}\u{ffbf}")
    }

    @Test("no markup survives, whatever the text")
    func property() {
        var numbers = SeededRandom(seed: 4)
        for _ in 0..<5000 {
            let bytes = (0..<12).map { _ in UInt8.random(in: 0...255, using: &numbers) }
            let text = String(decoding: bytes, as: UTF8.self)
            let markup = "<>\"'"
            #expect(!HTMLEscape.attribute(text).contains { markup.contains($0) })
            #expect(!HTMLEscape.text(text).unicodeScalars.contains { $0 == "<" || $0 == ">" || $0.value < 9 })
        }
    }
}
