import SMMModel
import SMMPublishing
import SMMStore
import Testing

@Suite("Canonical JSON, quickly")
struct ContentTextTests {
    static let texts = [
        "", "plain", "with \"quotes\" and \\ and / and\nline ends", "tab\there", "nul\u{0}", "\u{1B}[31m", "\u{7F}",
        "Bäckerei 🥐 👩‍👩‍👧", "\r\n", "\u{2028}\u{2029}\u{FEFF}", "</script>", "ends with a backslash \\",
        "\\n is no line end",
    ]

    @Test("it is the library's form to the byte, and reads back", arguments: texts)
    func content(text: String) throws {
        let contents = [
            PostContent(parts: [PostPart(text: text)]),
            PostContent(parts: [PostPart(text: "one"), PostPart(text: text), PostPart(text: text)], language: "de"),
            PostContent(parts: [PostPart(text: "x")], language: text),
            PostContent(parts: [], language: nil),
            PostContent(parts: [PostPart(text: text)], variants: ["site": PostVariant(parts: [PostPart(text: text)])]),
        ]
        for content in contents {
            let written = try ContentText.encode(content)
            #expect(written == (try JSONText.encode(content)))
            #expect(try ContentText.decode(written) == content)
        }
    }

    @Test("every control character, and what else may want an escape, is in the library's form")
    func escapes() throws {
        for value in Array(UInt32(0)...0x9F) + [0x2028, 0x2029, 0xFEFF, 0xFFFD, 0xFFFE, 0x1F950] {
            let text = "a\(try #require(Unicode.Scalar(value)))b"
            let content = PostContent(parts: [PostPart(text: text)])
            let written = try ContentText.encode(content)
            #expect(written == (try JSONText.encode(content)), "U+\(String(value, radix: 16))")
            #expect(try ContentText.decode(written) == content)
        }
    }

    @Test("so is a receipt", arguments: texts)
    func receipt(text: String) throws {
        for receipt in [
            Receipt(remoteID: text), Receipt(remoteID: "1", url: text, version: text),
            Receipt(remoteID: "1", values: ["root": text]), Receipt(remoteID: "1", version: "v"),
        ] {
            #expect(try ContentText.encode(receipt) == (try JSONText.encode(receipt)))
        }
    }

    @Test("every truncation and every changed byte is refused or read as the library reads it")
    func damaged() throws {
        let whole = Array(
            try ContentText.encode(PostContent(parts: [PostPart(text: "a \"b\" \\ c\nd")], language: "de")).utf8)
        for index in whole.indices {
            var changed = whole
            for byte in [UInt8(0x22), 0x5C, 0x20, 0x7D, 0x30] {
                changed[index] = byte
                try check(changed)
            }
            try check(Array(whole[..<index]))
        }
    }

    private func check(_ bytes: [UInt8]) throws {
        let text = String(decoding: bytes, as: UTF8.self)
        let library = try? JSONText.decode(PostContent.self, from: text)
        #expect((try? ContentText.decode(text)) == library, "\(text)")
    }
}
