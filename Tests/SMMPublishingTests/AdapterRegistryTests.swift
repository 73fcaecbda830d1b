import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import SMMPublishing
import Testing

@Suite("The adapters and what is in force of them")
struct AdapterRegistryTests {
    @Test("what is lacking here is not shown and not accepted; what was accepted before goes by the whole manifest")
    func lacking() throws {
        let adapter = FakeNetworkAdapter(FakeRules(.listing))
        let whole = adapter.describe()
        try #require(whole.capabilities.contains(.threads))
        let registry = AdapterRegistry([adapter], lacking: [.threads])
        let account = AccountProfile(
            id: AccountID(rawValue: 1), brand: BrandID(rawValue: 1), platform: whole.platform, name: "news")
        #expect(registry.manifest(for: account)?.capabilities == whole.capabilities)
        #expect(registry.acceptance(for: account)?.capabilities == whole.capabilities.subtracting([.threads]))
        #expect(registry.manifests[whole.platform]?.capabilities == whole.capabilities.subtracting([.threads]))
        #expect(AdapterRegistry([adapter]).acceptance(for: account) == registry.manifest(for: account))
    }
}
