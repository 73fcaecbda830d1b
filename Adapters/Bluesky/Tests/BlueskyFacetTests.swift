import BlueskyAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import SMMTestSupport
import Testing

@Suite("Bluesky: links, mentions and hashtags")
struct BlueskyFacetTests {
    private func facets(_ text: String, did: String?) async -> [FakeJSON]? {
        let place = Place()
        place.server.on(
            "com.atproto.identity.resolveHandle",
            did.map { Answers.json(.object(["did": .string($0)])) } ?? Answers.error(400, "HandleNotFound"))
        _ = await place.adapter.prepare(place.request(text), in: place.context)
        return place.record?["facets"]?.elements
    }

    @Test("facets are those of the fixtures, to the byte", .enabled(if: SharedFolder.isWanted))
    func fixtures() async throws {
        let cases = try #require(try SharedSpecs.json("derived/bluesky-facets.json").elements)
        #expect(!cases.isEmpty)
        for item in cases {
            let text = try #require(item["text"]?.string)
            let did = item["facets"]?.elements?.lazy.compactMap { $0["features"]?.elements?.first?["did"]?.string }
                .first
            #expect(await facets(text, did: did) == item["facets"]?.elements)
        }
    }

    @Test("a mention of nobody stays plain text, and so does one that is no handle")
    func unresolved() async {
        #expect(await facets("Hi @nobody.example.com and @you", did: nil) == nil)
    }

    @Test("a name that is mentioned twice is looked up once")
    func once() async {
        let place = Place()
        place.server.on("com.atproto.identity.resolveHandle", Answers.json(.object(["did": .string("did:plc:bob")])))
        _ = await place.adapter.prepare(
            place.request("@bob.example.com @BOB.example.com @bob.example.com"), in: place.context)
        #expect(place.record?["facets"]?.elements?.count == 3)
        #expect(place.server.requests.count == 1)
    }

    @Test("a server in trouble is asked again before a mention is given up")
    func trouble() async {
        let place = Place()
        place.server.on("com.atproto.identity.resolveHandle", Answers.error(502, "UpstreamFailure"))
        guard case .retry = await place.adapter.prepare(place.request("@bob.example.com"), in: place.context) else {
            Issue.record("no retry")
            return
        }
        #expect(place.record == nil)
        // Asked once more, and then the post does not wait for the name any longer.
        let again = place.again(place.request("Hi @bob.example.com and #one"))
        #expect(await place.adapter.prepare(again, in: place.context) == .prepared)
        #expect(place.server.requests.count == 2)
        #expect(place.record?["text"]?.string == "Hi @bob.example.com and #one")
        #expect(place.record?["facets"]?.elements?.count == 1)
    }

    @Test("a mention is not given up while the account's own server is not reached at all")
    func unreached() async {
        let place = Place()
        for _ in 0..<3 {
            guard
                case .retry = await place.adapter.prepare(
                    place.again(place.request("@bob.example.com")), in: place.context)
            else {
                Issue.record("no retry")
                return
            }
        }
        #expect(place.record == nil)
    }
}
