import SMMAtproto
import SMMModel
import SMMTestSupport
import Testing

@Suite("Data model")
struct DataModelTests {
    @Test("JSON, DAG-CBOR and CID agree with the protocol's fixtures", .enabled(if: SharedFolder.isWanted))
    func fixtures() throws {
        let path = "atproto-interop/data-model/data-model-fixtures.json"
        // Strictly: the file has nothing that the model does not know.
        let fixtures = try #require(try ATValue(json: InteropFiles.bytes(path)).elements)
        #expect(fixtures.count == 3)
        for fixture in fixtures {
            let value = try #require(fixture["json"])
            let cbor = try #require(Base64Text.decode(fixture["cbor_base64"]?.string ?? ""))
            #expect(value.cbor == cbor)
            #expect(value.cid.text == fixture["cid"]?.string)
            #expect(try ATValue(cbor: cbor) == value)
            #expect(try ATValue(json: value.json) == value)
        }
    }

    @Test("what the model calls invalid is refused, one by one", .enabled(if: SharedFolder.isWanted))
    func invalid() throws {
        let cases = try Self.texts("data-model-invalid")
        #expect(cases.count == 12)
        for one in cases {
            #expect(throws: DataModelError.self, "\(one)") { try ATValue.record(json: Array(one.utf8)) }
        }
    }

    @Test(
        "what the model calls valid is read, a whole number with a fraction of 0 too",
        .enabled(if: SharedFolder.isWanted))
    func valid() throws {
        let cases = try Self.texts("data-model-valid")
        #expect(cases.count == 5)
        for one in cases { _ = try ATValue.record(json: Array(one.utf8)) }
        #expect(try ATValue(json: Array("[123.0]".utf8))[0] == 123)
    }

    /// The texts of `"json": …` in a file, cut out as they stand: reading them first would mend some.
    private static func texts(_ name: String) throws -> [String] {
        let text = String(decoding: try InteropFiles.bytes("atproto-interop/data-model/\(name).json"), as: UTF8.self)
        // The last brace of each piece is the one of its case.
        return text.split(separator: "\"json\":").dropFirst().map {
            String($0[..<($0.lastIndex(of: "}") ?? $0.endIndex)])
        }
    }

    @Test("numbers the model does not have are refused, or null where one record must not spoil the rest")
    func numbers() throws {
        for text in ["1.5", "1e2", "9223372036854775808", "-9223372036854775809"] {
            #expect(throws: DataModelError.self) { try ATValue(json: Array(text.utf8)) }
            #expect(try ATValue(json: Array(text.utf8), lenient: true) == .null)
        }
        for number in [Int64.min, -1, 0, 23, 24, 255, 256, 65535, 65536, 4_294_967_295, 4_294_967_296, .max] {
            let value = ATValue.integer(number)
            #expect(try ATValue(json: value.json) == value)
            #expect(try ATValue(cbor: value.cbor) == value)
        }
        for text in ["01", "-", "+1", ".5", "1.", "0x1", "NaN", "1e", ""] {
            #expect(throws: DataModelError.self) { try ATValue(json: Array(text.utf8), lenient: true) }
        }
    }

    @Test("texts keep every scalar, and half a surrogate pair is no text")
    func texts() throws {
        #expect(try ATValue(json: Array(#""\u00e9\ud83d\ude00\n\"\\\/""#.utf8)) == .string("é😀\n\"\\/"))
        for text in [#""\ud83d""#, #""\ude00""#, #""\ud83d\u0041""#, "\"\u{0}\"", "\"a", #""\x""#, #""\u12""#] {
            #expect(throws: DataModelError.self) { try ATValue(json: Array(text.utf8)) }
        }
        #expect(throws: DataModelError.self) { try ATValue(json: [0x22, 0xFF, 0x22]) }
        let value = ATValue.string("\u{0}\u{1F}\u{7F}\t\u{202E}🏳️‍🌈")
        #expect(try ATValue(json: value.json) == value)
    }

    @Test("depth and size are bounded")
    func bounds() {
        let deep = [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
        #expect(throws: DataModelError.self) { try ATValue(json: deep) }
        #expect(throws: DataModelError.self) { try ATValue(cbor: [UInt8](repeating: 0x81, count: 100_000)) }
        #expect(throws: DataModelError.self) { try ATValue(json: Array("[1,2]".utf8), maximumSize: 4) }
        // Lengths that are announced and not there.
        for bytes: [UInt8] in [
            [0x9B] + [UInt8](repeating: 0xFF, count: 8), [0x5A, 0x7F, 0xFF, 0xFF, 0xFF], [0xBA, 0xFF],
        ] {
            #expect(throws: DataModelError.self) { try ATValue(cbor: bytes) }
        }
    }

    @Test(
        "CBOR in another form than the canonical one is refused",
        arguments: [
            [0x18, 0x01],  // 1 in two bytes
            [0xF9, 0x00, 0x00],  // a float
            [0xFB, 0x3F, 0xF0, 0, 0, 0, 0, 0, 0],
            [0x9F, 0xFF],  // a length to come
            [0xA2, 0x61, 0x62, 0x01, 0x61, 0x61, 0x01],  // b before a
            [0xA2, 0x61, 0x61, 0x01, 0x61, 0x61, 0x01],  // a twice
            [0xA1, 0x01, 0x01],  // a key that is no text
            [0xC0, 0x61, 0x61],  // another tag
            [0xF7],  // undefined
            [0xF6, 0xF6],  // something after it
        ] as [[UInt8]])
    func canonical(bytes: [UInt8]) {
        #expect(throws: DataModelError.self) { try ATValue(cbor: bytes) }
    }

    @Test("the order of names in JSON has no effect on the CID")
    func order() throws {
        let one = try ATValue(json: Array(#"{"b":1,"aa":2,"a":[true,null]}"#.utf8))
        let other = try ATValue(json: Array(#" { "a" : [ true , null ] , "aa" : 2 , "b" : 1 } "#.utf8))
        #expect(one.cid == other.cid)
        #expect(String(decoding: one.json, as: UTF8.self) == #"{"a":[true,null],"aa":2,"b":1}"#)
    }

    @Test("broken bytes never trap, and what is read is written the same again")
    func mutations() throws {
        let value: ATValue = [
            "$type": "app.bsky.feed.post", "text": "Grüße 👋", "n": -5,
            "list": [true, .null, ["$x": .bytes([1, 2, 3])]],
            "blob": ATBlob(ref: CID(.raw, hashing: [1]), mimeType: "image/png", size: 7).value,
        ]
        var random = SeededRandom(seed: 20_261_127)
        for original in [value.json, value.cbor] {
            for _ in 0..<5000 {
                var bytes = original
                for _ in 0...random.below(3) {
                    guard !bytes.isEmpty else { break }
                    let place = random.below(bytes.count)
                    switch random.below(3) {
                    case 0: bytes[place] = UInt8(random.below(256))
                    case 1: bytes.remove(at: place)
                    default: bytes.insert(UInt8(random.below(256)), at: place)
                    }
                }
                if let read = try? ATValue(cbor: bytes) { #expect(read.cbor == bytes) }
                if let read = try? ATValue(json: bytes) { #expect(try ATValue(json: read.json).cid == read.cid) }
                _ = try? ATValue(json: bytes, lenient: true)
            }
        }
    }

    @Test("a CID is read in its binary and in its text form, and in no other")
    func identifiers() throws {
        let cid = CID(.raw, hashing: Array("hello".utf8))
        #expect(cid.text.hasPrefix("bafkrei") && CID(cid.text) == cid && CID(bytes: cid.bytes) == cid)
        #expect(CIDText(cid.text) != nil)
        #expect(CID("bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi") == nil)  // dag-pb
        #expect(CID(cid.text.uppercased()) == nil && CID("b") == nil && CID(bytes: []) == nil)
    }
}
