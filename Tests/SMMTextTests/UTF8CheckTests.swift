import SMMTestSupport
import SMMText
import Testing

@Suite struct UTF8CheckTests {
    @Test("valid UTF-8 passes and comes out as text")
    func valid() throws {
        let text = "plain, äöü, 東京, 🦊 \u{10FFFF} \u{7FF}\u{800}\u{FFFF}\u{10000}"
        #expect(UTF8Check.firstFault(in: Array(text.utf8)) == nil)
        #expect(try UTF8Check.text(Array(text.utf8)) == text)
        #expect(UTF8Check.firstFault(in: []) == nil)
    }

    @Test(
        "the first bad byte is named",
        arguments: [
            ([0x61, 0x00, 0xFF], 1, UTF8Check.Fault.Kind.nul), ([0x61, 0xFF], 1, .invalid), ([0x80], 0, .invalid),
            ([0xC3, 0xA4, 0xC3], 2, .invalid), ([0xC0, 0xAF], 0, .invalid), ([0xE0, 0x80, 0x80], 0, .invalid),
            ([0xED, 0xA0, 0x80], 0, .invalid), ([0xF4, 0x90, 0x80, 0x80], 0, .invalid),
            ([0xF0, 0x80, 0x80, 0x80], 0, .invalid),
            ([0x41, 0xE2, 0x82], 1, .invalid), ([0xF5, 0x80, 0x80, 0x80], 0, .invalid),
        ] as [([UInt8], Int, UTF8Check.Fault.Kind)])
    func invalid(bytes: [UInt8], offset: Int, kind: UTF8Check.Fault.Kind) {
        let fault = UTF8Check.Fault(offset: offset, kind: kind)
        #expect(UTF8Check.firstFault(in: bytes) == fault)
        #expect(throws: fault) { try UTF8Check.text(bytes) }
    }

    @Test("random bytes are judged as the standard library judges them")
    func agreesWithStandardLibrary() {
        var numbers = SeededRandom(seed: 9)
        for _ in 0..<50_000 {
            let length = Int.random(in: 0..<7, using: &numbers)
            let interesting: [UInt8] = [0x41, 0x80, 0xBF, 0xC2, 0xE0, 0xA0, 0xED, 0x9F, 0xF0, 0x90, 0xF4, 0x8F, 0xFF]
            let bytes = (0..<length).map { _ in interesting.randomElement(using: &numbers) ?? 1 }
            let isValid = String(validating: bytes, as: UTF8.self) != nil
            if (UTF8Check.firstFault(in: bytes) == nil) != isValid { Issue.record("\(bytes)") }
        }
    }
}
