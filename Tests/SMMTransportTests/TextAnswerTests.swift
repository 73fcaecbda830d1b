import SMMTestSupport
import SMMTransport
import Testing

@Suite("Text records out of an answer of DNS")
struct TextAnswerTests {
    /// A message about `_atproto.a.example` with these answers, each behind a pointer to the question's name.
    private static func message(
        flags: Int = 0x8180, _ answers: (type: Int, kind: Int, data: [UInt8])...
    ) -> [UInt8] {
        func pair(_ number: Int) -> [UInt8] { [UInt8(number >> 8), UInt8(number & 255)] }
        let counts = [7, flags, 1, answers.count, 0, 0]
        var bytes = counts.reduce(into: [UInt8]()) { $0 += pair($1) }
        bytes += strings("_atproto", "a", "example") + [0]
        bytes += pair(16) + pair(1)
        for answer in answers {
            bytes += [0xC0, 12] + pair(answer.type) + pair(answer.kind) + [0, 0, 1, 44] + pair(answer.data.count)
            bytes += answer.data
        }
        return bytes
    }

    private static func strings(_ texts: String...) -> [UInt8] {
        texts.reduce(into: [UInt8]()) { bytes, text in
            bytes.append(UInt8(text.utf8.count))
            bytes += Array(text.utf8)
        }
    }

    @Test("the strings of a record are one text, and other records are passed over")
    func texts() {
        let message = Self.message(
            (5, 1, [1, 97, 0]), (16, 1, Self.strings("did=did:plc:", "abc")), (16, 3, Self.strings("x")),
            (16, 1, Self.strings("v=spf1 -all")))
        #expect(TextAnswer.texts(message) == ["did=did:plc:abc", "v=spf1 -all"])
    }

    @Test("no such name and no such record are no texts; an error is no answer")
    func none() {
        #expect(TextAnswer.texts(Self.message()) == [])
        #expect(TextAnswer.texts(Self.message(flags: 0x8183)) == [])
        #expect(TextAnswer.texts(Self.message(flags: 0x8182)) == nil)
        #expect(TextAnswer.texts(Self.message(flags: 0x0100)) == nil)
        #expect(TextAnswer.texts(Self.message(flags: 0x8380, (16, 1, Self.strings("did=did:plc:abc")))) == nil)
    }

    @Test("a message that was cut anywhere is no answer, and a broken one does not trap")
    func broken() {
        let whole = Self.message((16, 1, Self.strings("did=did:plc:abc")))
        for count in whole.indices { #expect(TextAnswer.texts(Array(whole.prefix(count))) == nil) }
        var random = SeededRandom(seed: 5)
        var read = 0
        for _ in 0..<10_000 {
            var bytes = whole
            bytes[random.below(bytes.count)] = UInt8(random.below(256))
            if TextAnswer.texts(bytes) != nil { read += 1 }
        }
        #expect((1..<10_000).contains(read))
    }
}
