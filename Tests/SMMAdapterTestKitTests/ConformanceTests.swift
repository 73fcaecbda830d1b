import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("The conformance suite")
struct ConformanceTests {
    private static let picture = MediaReference(
        asset: AssetID(rawValue: 4), sha256: String(repeating: "a", count: 64), type: "image/jpeg", byteCount: 3,
        width: 1, height: 1, alt: "A loaf of bread")

    /// A world of the fake network's class, with a lagging listing, a picture, and a wrapper around the adapter.
    private static func world(
        _ kind: FakeClass, around wrap: (FakeNetworkAdapter) -> any PlatformAdapter = { $0 }
    ) -> ConformanceWorld {
        var rules = FakeRules(kind)
        rules.listingLag = .seconds(60)
        let media = MemoryMedia([picture.sha256: [1, 2, 3]])
        let fake = FakeWorld(rules, media: media)
        fake.host.change { $0.keepsLog = false }
        let host = fake.host
        return ConformanceWorld(
            adapter: wrap(fake.adapter), network: FakeTransport(host), clock: fake.clock, brand: fake.brand,
            account: fake.account, media: media,
            samples: (PostPart(text: "Fresh bread\r\nfrom seven", media: [picture]), PostPart(text: "Closed today"))
        ) {
            host.report().standing
        }
    }

    @Test(
        "the fake network's adapter conforms in every class",
        arguments: FakeClass.allCases, AdapterConformance.checks)
    func conforms(kind: FakeClass, check: ConformanceCheck) async {
        let findings = await AdapterConformance.findings(check) { Self.world(kind) }
        #expect(findings == [], "class \(kind.rawValue): \(check)")
    }

    @Test("an adapter that is wrong in one way is found out", arguments: WrongAdapter.Fault.allCases)
    private func notices(fault: WrongAdapter.Fault) async {
        var findings: [String] = []
        for check in AdapterConformance.checks {
            findings += await AdapterConformance.findings(check) {
                Self.world(.listing) { WrongAdapter(real: $0, fault: fault) }
            }
        }
        #expect(!findings.isEmpty)
    }

    @Test("an adapter without a network passes over the checks that need one")
    func local() async {
        var ran: [String] = []
        for check in AdapterConformance.checks {
            let findings = await AdapterConformance.findings(check) {
                var world = Self.world(.recordKey)
                // Its own way out, not the context's: the suite must not plan faults on it.
                world.adapter = LocalAdapter(real: world.adapter, way: world.network)
                world.network = nil
                return world
            }
            #expect(findings == [], "\(check)")
            if !check.needsNetwork { ran.append(check.description) }
        }
        #expect(ran.count >= 10)
    }
}
