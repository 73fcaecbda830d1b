import SMMTestSupport
import SMMText
import Testing

@Suite struct NeutralTests {
    @Test(
        "controls, direction marks and invisible characters are written out in a line",
        arguments: [
            ("plain ASCII ~", "plain ASCII ~"), ("\u{1b}[31mred", "␛[31mred"), ("a\u{0}b\u{7f}", "a␀b␡"),
            ("a\nb\tc\r", "a␊b␉c␍"), ("\u{9b}31m", "\\u{9b}31m"), ("\u{85}", "\\u{85}"),
            ("abc\u{202e}def", "abc\\u{202e}def"), ("\u{2066}x\u{2069}", "\\u{2066}x\\u{2069}"),
            ("a\u{200b}b\u{feff}", "a\\u{200b}b\\u{feff}"), ("a\u{2028}b", "a\\u{2028}b"),
            ("a\u{ad}b", "a\\u{ad}b"), ("\u{3164}", "\\u{3164}"), ("\u{e0041}", "\\u{e0041}"),
            ("\u{e000}", "\\u{e000}"), ("\u{378}", "\\u{378}"), ("grüß 東京 привет שלום", "grüß 東京 привет שלום"),
        ])
    func line(text: String, expected: String) {
        #expect(Self.scalars(Neutral.text(text)) == Self.scalars(expected))
    }

    @Test(
        "a body keeps line feeds and tabs, and nothing else of the controls",
        arguments: [("a\nb\tc", "a\nb\tc"), ("a\r\nb", "a\nb"), ("a\rb", "a␍b"), ("a\u{8}\u{c}", "a␈␌")])
    func body(text: String, expected: String) {
        #expect(Self.scalars(Neutral.text(text, .body)) == Self.scalars(expected))
    }

    @Test(
        "joiners and selectors stay inside emoji and are written out anywhere else",
        arguments: [
            ("👨‍❤️‍👨", "👨‍❤️‍👨"), ("1\u{fe0f}\u{20e3}", "1\u{fe0f}\u{20e3}"), ("1\u{fe0f}2", "1\\u{fe0f}2"),
            ("a\u{200d}b", "a\\u{200d}b"), ("👍\u{200d}", "👍\\u{200d}"), ("\u{200d}👍", "\\u{200d}👍"),
            ("❤\u{fe0f}\u{fe0f}", "❤\u{fe0f}\\u{fe0f}"), ("👍🏽", "👍🏽"), ("1\u{200d}2", "1\\u{200d}2"),
        ])
    func emoji(text: String, expected: String) {
        #expect(Self.scalars(Neutral.text(text)) == Self.scalars(expected))
    }

    @Test("a heap of marks on one letter is broken up at the seventh")
    func heaps() {
        let marks = String(repeating: "\u{301}", count: 8)
        let expected = "e" + String(repeating: "\u{301}", count: 6) + "\\u{301}\u{301}"
        #expect(Self.scalars(Neutral.text("e" + marks)) == Self.scalars(expected))
    }

    @Test("bytes that are no UTF-8 are written as hex")
    func bytes() {
        #expect(Neutral.text(bytes: [0x61, 0xFF, 0xC3, 0xA4, 0xC3, 0x28, 0xE2, 0x82]) == "a\\xffä\\xc3(\\xe2\\x82")
        #expect(Neutral.text(bytes: [0xED, 0xA0, 0x80]) == "\\xed\\xa0\\x80")
    }

    @Test("a long text ends with an ellipsis within the limit, and never inside an escape")
    func limits() {
        #expect(Neutral.text("abcdef", limit: 6) == "abcdef")
        #expect(Neutral.text("abcdefg", limit: 6) == "abcde…")
        #expect(Neutral.text("abcd\u{202e}", limit: 6) == "abcd…")
        #expect(Neutral.text("\u{202e}\u{202e}", limit: 8) == "…")
        #expect(Neutral.text("abc", limit: 1) == "…")
        #expect(Neutral.text("abc", limit: 0) == "")
        #expect(Neutral.text("", limit: 0) == "")
        #expect(Neutral.text("abc", limit: -1) == "")
        #expect(Neutral.journal(String(repeating: "ä", count: 600)).unicodeScalars.count == 512)
        #expect(Self.scalars(Neutral.text("ab👨‍👨‍👨", limit: 5)) == Self.scalars("ab👨…"))
    }

    @Test("whatever the bytes, the output holds nothing that moves, turns or hides")
    func property() {
        var numbers = SeededRandom(seed: 2026)
        let troublesome: [UInt32] = [
            0x1B, 0x9B, 0x7F, 0x0D, 0x85, 0xAD, 0x61C, 0x180E, 0x200B, 0x200D, 0x200E, 0x202A, 0x202E, 0x2028, 0x2066,
            0x2069, 0xFE0F, 0xFEFF, 0xE0001, 0xE0041, 0x1F468, 0x2764, 0x301, 0x20E3, 0x31, 0x3164, 0xE000, 0xFFFE,
        ]
        for round in 0..<100_000 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 0..<16, using: &numbers) {
                if round % 2 == 0 {
                    bytes.append(UInt8.random(in: 0...255, using: &numbers))
                } else if let value = troublesome.randomElement(using: &numbers), let scalar = Unicode.Scalar(value) {
                    bytes.append(contentsOf: String(Character(scalar)).utf8)
                }
            }
            let mode: Neutral.Mode = round % 3 == 0 ? .body : .line
            let limit = round % 5 == 0 ? Int.random(in: 0..<20, using: &numbers) : 10_000
            let result =
                round % 4 < 2
                ? Neutral.text(bytes: bytes, mode, limit: limit)
                : Neutral.text(String(decoding: bytes, as: UTF8.self), mode, limit: limit)
            if !Self.isHarmless(result, mode, limit) {
                Issue.record("round \(round): \(bytes) gives \(Self.scalars(result))")
                return
            }
        }
    }

    /// An oracle that shares nothing with the code: Unicode properties alone.
    private static func isHarmless(_ text: String, _ mode: Neutral.Mode, _ limit: Int) -> Bool {
        let scalars = Array(text.unicodeScalars)
        guard scalars.count <= limit else { return false }
        return scalars.indices.allSatisfy { index in
            let scalar = scalars[index]
            if mode == .body, scalar == "\n" || scalar == "\t" { return true }
            if scalar == "\u{200d}" || scalar == "\u{fe0f}" {
                return index > 0 && (scalars[index - 1].properties.isEmoji || scalars[index - 1] == "\u{fe0f}")
            }
            let properties = scalar.properties
            guard !properties.isDefaultIgnorableCodePoint, !properties.isBidiControl else { return false }
            switch properties.generalCategory {
            case .control, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: return false
            case .format: return [0x600, 0x601, 0x602, 0x603, 0x604, 0x605, 0x6DD, 0x70F].contains(scalar.value)
            default: return true
            }
        }
    }

    /// Strings compare by canonical equivalence; scalars do not.
    private static func scalars(_ text: String) -> [String] {
        text.unicodeScalars.map { String($0.value, radix: 16) }
    }
}
