import BlueskyAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("Bluesky: where a handle leads")
struct BlueskyHandleTests {
    private static let name = "_atproto." + Place.handle
    private static let other = "did:plc:somebodyelse"

    private func place(_ records: [String: [String]]) -> (Place, ScriptedRecords) {
        let asked = ScriptedRecords(records)
        var place = Place()
        place.adapter = BlueskyAdapter(records: asked)
        Connecting.serve(on: place.server)
        return (place, asked)
    }

    @Test("a handle's text record goes before what its site and the server say")
    func record() async {
        let (place, asked) = place([Self.name: ["v=spf1 -all", "did=\(Place.did)"]])
        place.server.on(Connecting.site, Answers.plain(200, Self.other))
        place.server.on("com.atproto.identity.resolveHandle", Answers.json(.object(["did": .string(Self.other)])))
        #expect(Connecting.code(await Connecting.connect(place)) == "connected")
        #expect(asked.asked == [Self.name])
        #expect(place.server.requests(Connecting.site).isEmpty)
    }

    @Test(
        "records that prove nothing leave it to the handle's site",
        arguments: [
            [], ["did=\(Place.did)", "did=\(other)"], ["did=nobody"], ["DID=\(other)"], [" did=\(other)"], ["did="],
        ])
    func site(texts: [String]) async {
        let (place, asked) = place([Self.name: texts])
        #expect(Connecting.code(await Connecting.connect(place)) == "connected")
        #expect(asked.asked == [Self.name])
        #expect(place.server.requests(Connecting.site).count == 1)
    }

    @Test("a record of somebody else is no proof, whatever the site says")
    func mismatch() async {
        let (place, _) = place([Self.name: ["did=\(Self.other)"]])
        place.server.on(
            "https://plc.directory/\(Self.other)", Connecting.document(handle: "bob.example.com", id: Self.other))
        #expect(Connecting.code(await Connecting.connect(place)) == "identity-mismatch")
    }

    @Test("a check tells when the handle's record leads elsewhere by now")
    func check() async throws {
        let (place, _) = place([Self.name: ["did=\(Self.other)"]])
        guard case .read(let check, _) = await place.adapter.check(place.account, in: place.context) else {
            Issue.record("not checked")
            return
        }
        #expect(check.remarks.contains { $0.contains("no longer leads to the account") })
    }
}
