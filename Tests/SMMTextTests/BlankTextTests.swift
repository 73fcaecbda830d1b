import SMMText
import Testing

@Suite("Texts that show nothing")
struct BlankTextTests {
    @Test(
        "spaces and invisible characters alone are no text",
        arguments: [
            "", " \n\t", "\u{200B}", "\u{200B}\u{200D}\u{2060}\u{FEFF}", "\u{AD}", "\u{3164}", "\u{115F}\u{1160}",
            "\u{2800}",
            "\u{A0}\u{3000}", "\u{202E}\u{2066}", "\u{FE0F}", "\u{E0020}", "\u{34F}", "\u{1}\u{7F}",
        ])
    func blank(_ text: String) {
        #expect(BlankText.isBlank(text))
    }

    @Test(
        "one character that shows is a text, also one this program may not know",
        arguments: [
            "a", "\u{200B}a", ".", "👩‍👩‍👧‍👦", "❤️", "ẞ", "字", "\u{600}", "\u{E000}", "\u{378}", "\u{301}", "\u{28FF}",
        ])
    func seen(_ text: String) {
        #expect(!BlankText.isBlank(text))
    }
}
