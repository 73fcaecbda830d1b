import SMMText
import Testing

@Suite struct TextMeasureTests {
    struct Case: Sendable {
        var text: String
        var graphemes: Int
        var codePoints: Int
        var utf16: Int
        var utf8: Int
    }

    // Made with PyPI regex \X (UAX #29) and Python's encoders.
    static let cases = [
        Case(text: "", graphemes: 0, codePoints: 0, utf16: 0, utf8: 0),
        Case(text: "Hello", graphemes: 5, codePoints: 5, utf16: 5, utf8: 5),
        Case(text: "e\u{301}", graphemes: 1, codePoints: 2, utf16: 2, utf8: 3),
        Case(text: "👨‍❤️‍👨", graphemes: 1, codePoints: 6, utf16: 8, utf8: 20),
        Case(text: "🇩🇪🇫🇷", graphemes: 2, codePoints: 4, utf16: 8, utf8: 16),
        Case(text: "👍🏽", graphemes: 1, codePoints: 2, utf16: 4, utf8: 8),
        Case(text: "a\r\nb", graphemes: 3, codePoints: 4, utf16: 4, utf8: 4),
        Case(text: "สวัสดี", graphemes: 4, codePoints: 6, utf16: 6, utf8: 18),
    ]

    @Test("text is counted in each unit as the platforms count it", arguments: cases)
    func counts(_ expected: Case) {
        #expect(TextMeasure.count(expected.text, in: .graphemes) == expected.graphemes)
        #expect(TextMeasure.count(expected.text, in: .codePoints) == expected.codePoints)
        #expect(TextMeasure.count(expected.text, in: .utf16) == expected.utf16)
        #expect(TextMeasure.count(expected.text, in: .utf8) == expected.utf8)
    }
}
