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

    private static let resolve = "com.atproto.identity.resolveHandle"

    /// What the handle's site and the server say, and what of that a person must read while DNS is silent.
    private static let denials: [(site: HTTPResponse, server: HTTPResponse, said: String)] = {
        let other = Answers.json(.object(["did": .string(Self.other)]))
        return [
            (Answers.plain(200, Self.other), other, "its own site says that it is \(Self.other)"),
            (Answers.plain(404), other, "pds.example.com says that it is \(Self.other)"),
            (
                Answers.plain(404), Answers.error(400, "HandleNotFound"),
                "neither its own site nor pds.example.com knows it"
            ),
        ]
    }()

    @Test("while DNS is silent, neither the handle's site nor a server settles that it does not lead to the account")
    func silent() async throws {
        for (site, server, said) in Self.denials {
            for (records, isTold) in [([:], false), ([Self.name: []], true)] as [([String: [String]], Bool)] {
                let (place, _) = place(records)
                place.server.on(Connecting.site, site)
                place.server.on(Self.resolve, server)
                guard case .read(let check, _) = await place.adapter.check(place.account, in: place.context) else {
                    Issue.record("not checked")
                    continue
                }
                #expect(check.remarks.contains { $0.contains("no longer leads") } == isTold)
                // Where DNS never answers, nothing else would ever tell.
                #expect(
                    check.remarks.contains {
                        $0.contains("DNS did not answer") && $0.contains(said) && $0.contains("repair DNS")
                    } == !isTold)
            }
        }
    }

    @Test("while DNS is silent and nothing can be asked, or all agree, nothing is remarked upon")
    func silentAndWell() async {
        for site in [Answers.plain(200, Place.did), Answers.plain(404)] {
            let (place, _) = place([:])
            place.server.on(Connecting.site, site)
            if site.status == 404 { place.server.on(Self.resolve, Answers.error(500, "InternalServerError")) }
            guard case .read(let check, _) = await place.adapter.check(place.account, in: place.context) else {
                Issue.record("not checked")
                continue
            }
            #expect(check.remarks.allSatisfy { !$0.contains("DNS") && !$0.contains("leads") }, "\(check.remarks)")
        }
    }

    @Test("a DID is connected by what the handle's site says while DNS is silent; where that denies it, both are said")
    func silentConnect() async {
        let (place, _) = place([:])
        #expect(Connecting.code(await Connecting.connect(place, handle: Place.did)) == "connected")
        for (site, server, said) in Self.denials {
            place.server.on(Connecting.site, site)
            place.server.on(Self.resolve, server)
            let settings = ["server": Place.pds]
            let step = await Connecting.connect(place, handle: Place.did, settings: settings)
            guard case .tryAgain(_, let failure) = step else {
                Issue.record("\(Connecting.code(step))")
                continue
            }
            #expect(failure.code == "dns-silent")
            for words in ["DNS did not answer", Place.handle, said, "set the handle again", "repair DNS"] {
                #expect(failure.message.contains(words), "\(words): \(failure.message)")
            }
        }
    }
}
