import MastodonAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import Testing

@Suite("The rules of every adapter, kept on every kind of server")
struct MastodonConformanceTests {
    /// The checks but for the many thousand broken answers, which are read the same way whatever server sends them.
    private static let plain = AdapterConformance.checks.filter { !$0.description.hasPrefix("mutated") }
    private static let mutated = AdapterConformance.checks.filter { $0.description.hasPrefix("mutated") }

    @Test("conforms", arguments: Town.profiles, plain)
    func conforms(_ profile: String, _ check: ConformanceCheck) async throws {
        let findings = try await AdapterConformance.findings(check) { try await Town(profile).world() }
        #expect(findings == [])
    }

    @Test("conforms behind a border of JSON", arguments: Town.profiles, plain)
    func conformsBehindBorder(_ profile: String, _ check: ConformanceCheck) async throws {
        let codec = CodecAdapter(MastodonAdapter())
        let findings = try await AdapterConformance.findings(check) { try await Town(profile).world(codec) }
        #expect(findings == [])
        #expect(codec.findings == [])
    }

    @Test("broken answers neither trap nor pass for what they are not", arguments: ["mastodon", "gotosocial"], mutated)
    func broken(_ profile: String, _ check: ConformanceCheck) async throws {
        let findings = try await AdapterConformance.findings(check) { try await Town(profile).world() }
        #expect(findings == [])
    }

    @Test("broken answers mean the same behind a border of JSON", arguments: mutated)
    func brokenBehindBorder(_ check: ConformanceCheck) async throws {
        let codec = CodecAdapter(MastodonAdapter())
        let findings = try await AdapterConformance.findings(check) { try await Town("mastodon").world(codec) }
        #expect(findings == [])
        #expect(codec.findings == [])
    }

    @Test("there are checks of broken answers")
    func counts() {
        #expect(Self.mutated.count == 2)
    }
}
