import MastodonAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("An account's credential from its beginning to its end, behind a border of JSON")
struct ConnectBorderTests {
    @Test("connected by a code, checked, renewed where it ends, taken back", arguments: Town.profiles)
    func whole(_ profile: String) async throws {
        let clock = FakeClock()
        let rules = try #require(FakeMastodonRules.profiles[profile])
        let host = FakeMastodonHost(rules.unthrottled, accounts: ["ann"], clock: clock)
        let codec = CodecAdapter(MastodonAdapter())
        let context = ConnectContext(
            clock: clock, transport: host, manifest: codec.describe(), random: { [UInt8](repeating: 7, count: $0) })
        let settings = ["server": "example.social"]
        guard case .visit(let url, let memory) = await codec.connect(ConnectRequest(settings: settings), in: context)
        else {
            Issue.record("no address to visit")
            return
        }
        guard case .code(let code) = host.approve(url, as: "ann") else {
            Issue.record("no code")
            return
        }
        let step = await codec.connect(
            ConnectRequest(settings: settings, answer: .code(code, state: nil, issuer: nil), memory: memory),
            in: context)
        guard case .connected(let connected) = step else {
            Issue.record("\(step.name)")
            return
        }
        let account = AccountProfile(
            id: AccountID(rawValue: 1), brand: BrandID(rawValue: 1), platform: "mastodon", name: "ann",
            settings: connected.settings, facts: connected.facts)
        #expect(await check(codec, account, connected.credential, on: host) == "read")
        var credential = connected.credential
        #expect(codec.canRefresh(credential) == (rules.tokenLife != nil))
        if codec.canRefresh(credential) {
            guard case .renewed(let new) = await codec.refresh(credential, of: account, in: context) else {
                Issue.record("not renewed")
                return
            }
            credential = new
            #expect(await check(codec, account, credential, on: host) == "read")
        }
        #expect(await codec.revoke(credential, of: account, in: context) == nil)
        #expect(await check(codec, account, credential, on: host) == "needsReauth")
        #expect(codec.findings == [])
    }

    @Test("a refusal crosses whole")
    func refused() async throws {
        let clock = FakeClock()
        let host = FakeMastodonHost(accounts: ["ann"], clock: clock)
        let codec = CodecAdapter(MastodonAdapter())
        let context = ConnectContext(
            clock: clock, transport: host, manifest: codec.describe(), random: { [UInt8](repeating: 7, count: $0) })
        let request = ConnectRequest(settings: ["server": "example.social"], answer: .token(Secret("no-token")))
        let step = await codec.connect(request, in: context)
        #expect(step.name == "refused")
        #expect(step == (await MastodonAdapter().connect(request, in: context)))
        #expect(codec.findings == [])
    }

    private func check(
        _ codec: CodecAdapter, _ account: AccountProfile, _ credential: Credential, on host: FakeMastodonHost
    ) async -> String {
        let context = AdapterContext(
            clock: host.clock, transport: host, media: MemoryMedia(), steps: MemorySteps(),
            manifest: codec.manifest(codec.describe(), for: account), credential: credential)
        return await codec.check(account, in: context).name
    }
}
