import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import SiteAdapter
import Testing

@Suite("The rules of every adapter, kept by Site")
struct SiteConformanceTests {
    @Test("conforms", arguments: AdapterConformance.checks)
    func conforms(_ check: ConformanceCheck) async throws {
        try await withTemporaryFolder { folder in
            let findings = await AdapterConformance.findings(check) { world(folder) }
            #expect(findings == [])
        }
    }

    @Test("conforms behind a border of JSON", arguments: AdapterConformance.checks)
    func conformsBehindBorder(_ check: ConformanceCheck) async throws {
        try await withTemporaryFolder { folder in
            var world = world(folder)
            let codec = CodecAdapter(world.adapter)
            world.adapter = codec
            let made = world
            #expect(await AdapterConformance.findings(check) { made } == [])
            #expect(codec.findings == [])
        }
    }

    private func world(_ folder: String) -> ConformanceWorld {
        let site = TestSite(folder)
        return ConformanceWorld(
            adapter: site.adapter, network: nil, clock: FakeClock(), brand: site.brand, account: site.account,
            samples: (PostPart(text: "The first sample. #one"), PostPart(text: "The second sample.")),
            settle: .seconds(1), standing: { standing(folder) })
    }

    /// How many parts are to be seen on the pages of entries.
    private func standing(_ folder: String) -> Int {
        Tree.read(folder).filter { path, _ in path.first?.isNumber == true && path.hasSuffix(".html") }.values.map {
            String(decoding: $0, as: UTF8.self).split(separator: "h-entry\"").count - 1
        }.reduce(0, +)
    }
}
