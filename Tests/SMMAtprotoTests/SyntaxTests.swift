import SMMAtproto
import SMMTestSupport
import Testing

@Suite("Identifiers")
struct SyntaxTests {
    /// One kind of identifier and what its reader says.
    struct Kind: Sendable, CustomTestStringConvertible {
        let name: String
        let reads: @Sendable (String) -> String?
        var testDescription: String { name }
    }

    static let kinds: [Kind] = [
        Kind(name: "atidentifier") { ATIdentifier($0)?.text },
        Kind(name: "aturi") { ATURI($0)?.text },
        Kind(name: "cid") { CIDText($0)?.text },
        Kind(name: "datetime") { ATDatetime($0)?.text },
        Kind(name: "did") { DID($0)?.text },
        Kind(name: "handle") { Handle($0)?.text },
        Kind(name: "language") { LanguageTag($0)?.text },
        Kind(name: "nsid") { NSID($0)?.text },
        Kind(name: "recordkey") { RecordKey($0)?.text },
        Kind(name: "tid") { TID($0)?.text },
        Kind(name: "uri") { URIText($0)?.text },
    ]

    @Test(
        "every identifier the protocol calls valid is read, and written as it was",
        .enabled(if: SharedFolder.isWanted),
        arguments: kinds)
    func valid(kind: Kind) throws {
        let lines = try InteropFiles.lines(kind.name + "_syntax_valid")
        #expect(lines.count >= 4)
        for line in lines {
            let read = kind.reads(line)
            #expect(read?.lowercased() == line.lowercased(), "\(line)")
        }
    }

    @Test(
        "every identifier the protocol calls invalid is refused", .enabled(if: SharedFolder.isWanted),
        arguments: kinds)
    func invalid(kind: Kind) throws {
        let lines = try InteropFiles.lines(kind.name + "_syntax_invalid")
        #expect(lines.count >= 7)
        for line in lines { #expect(kind.reads(line) == nil, "\(line)") }
    }

    @Test("what has the right letters and no sense is refused", .enabled(if: SharedFolder.isWanted))
    func senseless() throws {
        for line in try InteropFiles.lines("datetime_parse_invalid") { #expect(ATDatetime(line) == nil, "\(line)") }
        for line in try InteropFiles.lines("language_parse_invalid") { #expect(LanguageTag(line) == nil, "\(line)") }
    }

    @Test("empty texts and very long ones are none of them", arguments: kinds)
    func extremes(kind: Kind) {
        #expect(kind.reads("") == nil)
        for text in ["a", ".", "a.", "did:plc:", "at://a.b/", "https://a/", "2"] {
            #expect(kind.reads(text + String(repeating: "b", count: 100_000)) == nil)
        }
    }

    @Test("handles are compared without case")
    func handles() {
        #expect(Handle("Alice.Example.COM") == Handle("alice.example.com"))
        #expect(Handle("handle.invalid")?.isInvalidMark == true)
    }

    @Test("a DID tells its method and the host of did:web, a port included")
    func hosts() {
        #expect(DID("did:web:example.com")?.webHost == "example.com")
        #expect(DID("did:web:127.0.0.1%3A8080")?.webHost == "127.0.0.1:8080")
        #expect(DID("did:web:example.com:u:alice")?.webHost == nil)
        #expect(DID("did:web:example.com%2Fa")?.webHost == nil)
        #expect(DID("did:plc:7iza6de2dwap2sbkpav7c6c6")?.webHost == nil)
        #expect(DID("did:plc:7iza6de2dwap2sbkpav7c6c6")?.identifier == "7iza6de2dwap2sbkpav7c6c6")
    }

    @Test("a time is the moment it names, and is written in the preferred form")
    func times() {
        #expect(ATDatetime("1970-01-01T00:00:01.5Z")?.microseconds == 1_500_000)
        #expect(ATDatetime("1970-01-01T01:00:00.000001+01:00")?.microseconds == 1)
        #expect(ATDatetime("1969-12-31T23:59:59Z")?.microseconds == -1_000_000)
        #expect(ATDatetime("2024-02-30T00:00:00Z") == nil)
        #expect(ATDatetime(milliseconds: 1_795_428_000_007).text == "2026-11-23T10:00:00.007Z")
        #expect(ATDatetime(milliseconds: -1).text == "1969-12-31T23:59:59.999Z")
        for extreme in [Int64.min, .max] {
            let time = ATDatetime(milliseconds: extreme)
            #expect(ATDatetime(time.text) == time)
        }
    }

    @Test("parts of an address are told apart")
    func parts() throws {
        let uri = try #require(ATURI("at://did:plc:abc/app.bsky.feed.post/3jzfcijpj2z2a"))
        #expect(uri.authority == DID("did:plc:abc").map(ATIdentifier.did))
        #expect(uri.collection?.name == "post")
        #expect(uri.key?.text == "3jzfcijpj2z2a")
    }
}
