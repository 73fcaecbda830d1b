import SMMTestSupport
import Testing

@testable import SMMText

@Suite struct CanonicalTextTests {
    @Test(
        "spaces at line ends and blank lines at the end go, line ends become one, everything else stays",
        arguments: [
            ("", ""), (" \n\t\r\n", ""), ("a", "a"), (" a", " a"), ("\n\na", "\n\na"), ("a \t", "a"), ("a\n", "a"),
            ("a \r\n b\t\r\n\r\n", "a\n b"), ("a\rb", "a\nb"), ("a\r\r\nb", "a\n\nb"), ("a\n\r b", "a\n\n b"),
            ("a\u{a0}\nb", "a\u{a0}\nb"), ("x  y", "x  y"), ("ä \nö", "ä\nö"), ("🦊 \r\n🦊", "🦊\n🦊"),
        ])
    func lines(text: String, expected: String) {
        #expect(Array(CanonicalText.of(text).utf8) == Array(expected.utf8))
    }

    // Made with Python's unicodedata.
    @Test(
        "text is composed as the Unicode standard says",
        arguments: [
            ("0065 0301", "00E9"), ("212B", "00C5"), ("1E9B 0323", "1E9B 0323"), ("0071 0307 0323", "0071 0323 0307"),
            ("1100 1161 11A8", "AC01"), ("AC00 11A8", "AC01"), ("0958", "0915 093C"), ("1E0A 0323", "1E0C 0307"),
            ("0041 030A 0327", "00C5 0327"), ("0344", "0308 0301"), ("2126", "03A9"), ("03B1 0345 0301", "1FB4"),
            ("0B47 0B56", "0B48"), ("FB1D", "05D9 05B4"), ("F900", "8C48"), ("304B 3099", "304C"),
            ("1D15E", "1D157 1D165"), ("0041 0328 0301 030A", "0104 0301 030A"), ("0627 0653", "0622"),
            ("0933 093C", "0934"), ("0CCA 0CD5", "0CCB"), ("1B05 1B35", "1B06"), ("110A5 110BA", "110AB"),
            ("0340 0341", "0300 0301"), ("0061 0315 0300 05AE 0062", "00E0 05AE 0315 0062"),
        ])
    func composition(decomposed: String, composed: String) {
        #expect(Self.hex(CanonicalText.of(Self.text(decomposed))) == composed)
        #expect(Self.hex(CanonicalText.of(Self.text(composed))) == composed, "composing twice changes nothing")
    }

    @Test("no scalar of the short cut changes or combines when it is composed")
    func shortcut() {
        for value in UInt32(0)...0x10FFFF where NormalForm.isInert(value) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = String(Character(scalar))
            let alone = Self.hex(NormalForm.composed(text)) == Self.hex(text)
            let isStarter = scalar.properties.canonicalCombiningClass == .notReordered
            if !alone || !isStarter { Issue.record("U+\(String(value, radix: 16)) is no inert scalar") }
        }
    }

    @Test("composing is the same with and without the short cut")
    func shortcutAgrees() {
        var numbers = SeededRandom(seed: 3)
        let pool: [ClosedRange<UInt32>] = [
            0x20...0x7E, 0xA0...0x2FF, 0x300...0x36F, 0x400...0x52F, 0x3041...0x30FF, 0x1100...0x11FF, 0xAC00...0xAC40,
            0x1F600...0x1F610,
        ]
        for _ in 0..<3000 {
            var scalars = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0..<8, using: &numbers) {
                guard let range = pool.randomElement(using: &numbers) else { continue }
                if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &numbers)) { scalars.append(scalar) }
            }
            scalars.append("x")
            let text = String(scalars)
            #expect(Self.hex(CanonicalText.of(text)) == Self.hex(NormalForm.composed(text)))
        }
    }

    private static func text(_ hex: String) -> String {
        var scalars = String.UnicodeScalarView()
        for word in hex.split(separator: " ") {
            if let scalar = UInt32(word, radix: 16).flatMap(Unicode.Scalar.init) { scalars.append(scalar) }
        }
        return String(scalars)
    }

    private static func hex(_ text: String) -> String {
        text.unicodeScalars.map { scalar in
            let digits = String(scalar.value, radix: 16, uppercase: true)
            return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        }.joined(separator: " ")
    }
}
