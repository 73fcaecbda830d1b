import MastodonAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import Testing

@Suite("The rules of every adapter, kept on every kind of server")
struct MastodonConformanceTests {
    @Test("conforms", arguments: Town.profiles, AdapterConformance.checks)
    func conforms(_ profile: String, _ check: ConformanceCheck) async throws {
        let findings = try await AdapterConformance.findings(check) { try await Town(profile).world() }
        #expect(findings == [])
    }

    @Test("conforms behind a border of JSON", arguments: Town.profiles, AdapterConformance.checks)
    func conformsBehindBorder(_ profile: String, _ check: ConformanceCheck) async throws {
        let codec = CodecAdapter(MastodonAdapter())
        let findings = try await AdapterConformance.findings(check) { try await Town(profile).world(codec) }
        #expect(findings == [])
        #expect(codec.findings == [])
    }
}
