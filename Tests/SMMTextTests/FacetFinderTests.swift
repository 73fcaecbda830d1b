import SMMTestSupport
import SMMText
import Testing

@Suite struct FacetFinderTests {
    struct Fixture: Decodable {
        struct Facet: Decodable {
            var index: Index
            var features: [Feature]
        }

        struct Index: Decodable {
            var byteStart: Int
            var byteEnd: Int
        }

        struct Feature: Decodable {
            var type: String
            var uri: String?
            var tag: String?

            private enum CodingKeys: String, CodingKey {
                case type = "$type"
                case uri, tag
            }
        }

        var text: String
        var facets: [Facet]
    }

    @Test("facets stand at the bytes that the fixtures have", .enabled(if: SharedFolder.isWanted))
    func fixtures() throws {
        let cases = try SharedSpecs.json([Fixture].self, "derived/bluesky-facets.json")
        #expect(cases.count == 2)
        for item in cases {
            let found = FacetFinder(item.text).find()
            #expect(found.map(\.bytes) == item.facets.map { $0.index.byteStart..<$0.index.byteEnd })
            for (facet, expected) in zip(found, item.facets) {
                let feature = try #require(expected.features.first)
                switch facet.feature {
                case .link(let uri): #expect(feature.type.hasSuffix("#link") && feature.uri == uri)
                case .tag(let tag): #expect(feature.type.hasSuffix("#tag") && feature.tag == tag)
                case .mention(let handle):
                    // Whom it means is not told by the text.
                    #expect(feature.type.hasSuffix("#mention") && item.text.contains("@" + handle))
                }
            }
        }
    }

    /// `written=feature` of each facet.
    private static func found(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        return FacetFinder(text).find().map { facet in
            let written = String(decoding: bytes[facet.bytes], as: UTF8.self)
            return switch facet.feature {
            case .link(let uri): written == uri ? uri : "\(written)=\(uri)"
            case .mention(let handle): "\(written)=\(handle)"
            case .tag(let tag): "\(written)=\(tag)"
            }
        }
    }

    @Test(
        "a mention is a handle with a known domain, at a word's begin",
        arguments: [
            ("@alice.example.com hi", ["@alice.example.com=alice.example.com"]),
            ("(@alice.com) @bob.test.", ["@alice.com=alice.com", "@bob.test=bob.test"]), ("mail@alice.com", []),
            ("@alice", []), ("@alice.nosuchdomain", []), ("@ALICE.COM", []), ("@alice.com.", ["@alice.com=alice.com"]),
            ("@alice.com!@#$", ["@alice.com=alice.com"]), ("@alice.com_x", []), ("@-.-.com", ["@-.-.com=-.-.com"]),
            ("@", []), ("@.", []), ("@@alice.com", []),
        ])
    func mentions(text: String, expected: [String]) {
        #expect(Self.found(text) == expected)
    }

    @Test(
        "a link has a scheme or a known domain, and ends before a sentence's punctuation",
        arguments: [
            ("https://a.com/b?c=d#e", ["https://a.com/b?c=d#e"]), ("see http://localhost, ok", ["http://localhost"]),
            ("(https://a.com)", ["https://a.com"]), ("(see https://a.com).", ["https://a.com"]),
            ("https://a.com/b_(c)", ["https://a.com/b_(c)"]), ("a.com/b: x", ["a.com/b=https://a.com/b"]),
            ("ELPAIS.com", ["ELPAIS.com=https://ELPAIS.com"]), ("a-b.com", []), ("file.jpg a.com.jpg/b e.g.", []),
            ("httpbin.org", ["httpbin.org=https://httpbin.org"]), ("https://", []), ("https://.", []),
            ("HTTPS://A.com", ["HTTPS://A.com"]), ("xhttps://a.com", []), ("見てhttps://a.com", []),
            ("a.com\u{3000}b.org\nc.net", ["a.com=https://a.com", "b.org=https://b.org", "c.net=https://c.net"]),
            ("f(a.com)", ["a.com=https://a.com"]), ("a..com", []),
        ])
    func links(text: String, expected: [String]) {
        #expect(Self.found(text) == expected)
    }

    @Test(
        "a hashtag runs to the next space and holds more than digits and punctuation",
        arguments: [
            ("#a #b-c #d_ ＃全角", ["#a=a", "#b-c=b-c", "#d=d", "＃全角=全角"]), ("#1 #12. #_ # #", []),
            ("#a1!!! x#b", ["#a1=a1"]), ("#1a", ["#1a=1a"]), ("#🦋x", ["#🦋x=🦋x"]), ("#\u{fe0f}\u{20e3}", []),
            ("#a#b ##c", ["#a#b=a#b", "##c=#c"]), ("#a\u{200b}b", ["#a=a"]), ("(#a", []),
            ("#हिन्दी", ["#हिन्दी=हिन्दी"]), ("#a(https://b.com", ["#a(https://b.com=a(https://b.com"]),
        ])
    func tags(text: String, expected: [String]) {
        #expect(Self.found(text) == expected)
    }

    @Test("a hashtag longer than the lexicon allows is none")
    func longTags() {
        #expect(FacetFinder("#" + String(repeating: "a", count: 64)).find().count == 1)
        #expect(FacetFinder("#" + String(repeating: "a", count: 65)).find().isEmpty)
        #expect(FacetFinder("#" + String(repeating: "🇩🇪", count: 64)).find().count == 1)
        #expect(FacetFinder("#" + String(repeating: "👨‍👩‍👧‍👦", count: 1) + "a").find().count == 1)
        #expect(FacetFinder("#a" + String(repeating: "\u{301}", count: 320)).find().isEmpty)
    }
}
