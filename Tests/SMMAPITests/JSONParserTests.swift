import SMMAPI
import Testing

@Suite("Reading JSON strictly")
struct JSONParserTests {
    private func parse(_ text: String, depth: Int = 64) throws(JSONFault) -> JSONValue {
        try JSONParser.parse(Array(text.utf8), maximumDepth: depth)
    }

    @Test("every kind of value is read")
    func kinds() throws {
        let value = try parse(#" {"a":[1,-2.5,1e3,true,false,null,"x"],"b":{}} "#)
        #expect(
            value
                == .object([
                    .init(
                        "a",
                        .array([
                            .integer(1), .number(-2.5), .number(1000), .bool(true), .bool(false), .null, .string("x"),
                        ])),
                    .init("b", .object([])),
                ]))
    }

    @Test("escapes and surrogate pairs become characters")
    func escapes() throws {
        #expect(try parse(#""\"\\\/\b\f\n\r\té😀""#) == .string("\"\\/\u{8}\u{c}\n\r\té😀"))
    }

    @Test(
        "what is not JSON is refused",
        arguments: [
            "", "{", "}", "[1,]", "{\"a\":1,}", "{a:1}", "01", "1.", ".5", "+1", "--1", "1e", "tru", "nul", "'a'",
            "\"a", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\udc00\"", "\"\\ud800\\u0041\"", "\"\u{1}\"", "1 2",
            "[1 2]", "{\"a\" 1}", "NaN", "Infinity", "1e999",
        ])
    func refusals(_ text: String) {
        #expect(throws: JSONFault.self) { try parse(text) }
    }

    @Test("nesting is refused one level past the limit, however deep it goes")
    func depth() throws {
        #expect(throws: Never.self) { try parse(String(repeating: "[", count: 64) + String(repeating: "]", count: 64)) }
        for text in [String(repeating: "[", count: 65), String(repeating: "[", count: 1_000_000)] {
            #expect { try parse(text) } throws: {
                ($0 as? JSONFault).map { $0.reason == .depth && $0.offset == 64 } ?? false
            }
        }
        #expect { try parse(String(repeating: "{\"a\":", count: 100_000)) } throws: {
            ($0 as? JSONFault)?.reason == .depth
        }
    }

    @Test("a name that stands twice, U+0000 and bytes that are not UTF-8 are named as such")
    func specialRefusals() {
        #expect { try parse(#"{"a":1,"a":2}"#) } throws: { ($0 as? JSONFault)?.reason == .duplicateName }
        #expect { try parse(#""\u0000""#) } throws: { ($0 as? JSONFault)?.reason == .nul }
        #expect { try JSONParser.parse([0x22, 0xc3, 0x28, 0x22]) } throws: { ($0 as? JSONFault)?.reason == .encoding }
        #expect { try JSONParser.parse([0x22, 0xed, 0xa0, 0x80, 0x22]) } throws: {
            ($0 as? JSONFault)?.reason == .encoding
        }
    }

    @Test("what is written reads back the same")
    func roundTrip() throws {
        let value = JSONValue.object([
            .init("text", .string("a\"b\\c\n\r\t\u{1}\u{1f}é😀/")),
            .init("list", .array([.integer(.min), .integer(.max), .null, .bool(true)])),
        ])
        #expect(try parse(value.text) == value)
    }

    @Test("no bytes make it trap")
    func noise() {
        var state: UInt64 = 42
        let alphabet = Array("{}[]\",:\\u0dD8e-+.1 tfn\u{ff}".utf8) + [0xff, 0x00, 0xc3]
        for _ in 0..<20_000 {
            var bytes: [UInt8] = []
            for _ in 0..<Int(state % 24) {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes.append(alphabet[Int(state >> 33) % alphabet.count])
            }
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            _ = try? JSONParser.parse(bytes)
        }
    }
}
