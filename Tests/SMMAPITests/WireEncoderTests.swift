import FoundationEssentials
import SMMAPI
import Testing

@Suite("JSON on the wire")
struct WireEncoderTests {
    /// One of everything that a type of the wire is made of.
    struct Everything: Codable, Equatable {
        struct Empty: Codable, Equatable {}
        enum Choice: Codable, Equatable {
            case none
            case some(name: String, count: Int)
        }
        var text: String
        var texts: [String]
        var absent: String?
        var flag: Bool
        var whole: Int64
        var small: UInt8
        var share: Double
        var named: [String: [Int]]
        var nested: [[Empty]]
        var choices: [Choice]
        var optional: [Int?]
    }

    static let texts = [
        "", "plain", "\"\\/\u{8}\u{c}\n\r\t\u{1}\u{1f}\u{7f}", "Bäckerei 🥐", "\u{2028}</script>", "\\u0041",
    ]

    @Test("it says what the general encoder says", arguments: texts)
    func agrees(text: String) throws {
        let value = Everything(
            text: text, texts: [text, ""], absent: nil, flag: true, whole: .min, small: 255, share: -0.125,
            named: [text: [1, 2], "b": []], nested: [[], [.init(), .init()]],
            choices: [.none, .some(name: text, count: -1)], optional: [1, nil])
        let ours = try WireJSON.encode(value)
        #expect(try JSONDecoder().decode(Everything.self, from: Data(ours)) == value)
        let theirs = Array(try JSONEncoder().encode(value))
        #expect(try sorted(JSONParser.parse(ours)) == sorted(JSONParser.parse(theirs)))
        #expect(!ours.contains { $0 < 0x20 })
    }

    @Test("a bare value and an empty one are whole documents")
    func bare() throws {
        #expect(String(decoding: try WireJSON.encode("a"), as: UTF8.self) == "\"a\"")
        #expect(String(decoding: try WireJSON.encode([Int]()), as: UTF8.self) == "[]")
        #expect(String(decoding: try WireJSON.encode(Everything.Empty()), as: UTF8.self) == "{}")
        #expect(String(decoding: try WireJSON.encode(3.0), as: UTF8.self) == "3")
    }

    @Test("a number that JSON cannot say is an error")
    func infinite() {
        #expect(throws: EncodingError.self) { try WireJSON.encode([Double.infinity]) }
        #expect(throws: EncodingError.self) { try WireJSON.encode(["a": Double.nan]) }
    }

    private func sorted(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let members):
            .object(
                members.map { JSONValue.Member($0.name, sorted($0.value)) }.sorted { $0.name < $1.name })
        case .array(let values): .array(values.map(sorted))
        default: value
        }
    }
}
