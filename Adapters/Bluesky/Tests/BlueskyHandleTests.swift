import BlueskyAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("Bluesky: where a handle leads")
struct BlueskyHandleTests {
    private static let name = "_atproto." + Place.handle
    private static let other = "did:plc:somebodyelse"

    /// A place that knows these records; of any other it cannot be found out what DNS says.
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

    @Test("while DNS is silent, neither the handle's site nor a server can say that it does not lead to the account")
    func silent() async throws {
        let resolve = "com.atproto.identity.resolveHandle"
        let other = Answers.json(.object(["did": .string(Self.other)]))
        for (site, server) in [
            (Answers.plain(200, Self.other), other), (Answers.plain(404), other),
            (Answers.plain(404), Answers.error(400, "HandleNotFound")),
        ] {
            for (records, isTold) in [([:], false), ([Self.name: []], true)] as [([String: [String]], Bool)] {
                let (place, _) = place(records)
                place.server.on(Connecting.site, site)
                place.server.on(resolve, server)
                guard case .read(let check, _) = await place.adapter.check(place.account, in: place.context) else {
                    Issue.record("not checked")
                    continue
                }
                #expect(check.remarks.contains { $0.contains("no longer leads") } == isTold)
            }
        }
    }

    @Test("a DID is connected by what the handle's site says while DNS is silent, and later where that says another")
    func silentConnect() async {
        let (place, _) = place([:])
        #expect(Connecting.code(await Connecting.connect(place, handle: Place.did)) == "connected")
        place.server.on(Connecting.site, Answers.plain(200, Self.other))
        #expect(Connecting.code(await Connecting.connect(place, handle: Place.did)) == "later: dns-silent")
    }
}
