import MastodonAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("Requests held against the OpenAPI document")
struct MastodonContractTests {
    @Test("connecting, reading and changing keep the document", .enabled(if: MastodonDocument.isWanted))
    func everything() async throws {
        let town = try await Town("mastodon")
        let network = ContractNetwork(town.host, contract: try MastodonDocument.contract.get())
        let adapter = town.adapter
        var connecting = ConnectContext(
            clock: town.clock, transport: network, manifest: adapter.describe(),
            random: { [UInt8](repeating: 9, count: $0) })
        let settings = ["server": "example.social"]
        guard
            case .visit(let url, let memory) = await adapter.connect(
                ConnectRequest(settings: settings, redirect: "http://127.0.0.1:4001/back"), in: connecting)
        else {
            Issue.record("no address to visit")
            return
        }
        #expect(url.hasPrefix("https://example.social/oauth/authorize?"))
        guard case .redirect(let back) = try #require(town.host.approve(url, as: "ann")) else {
            Issue.record("no redirect")
            return
        }
        let query = Query(back)
        let step = await adapter.connect(
            ConnectRequest(
                settings: settings, redirect: "http://127.0.0.1:4001/back",
                answer: .code(Secret(query["code"]), state: query["state"], issuer: nil), memory: memory),
            in: connecting)
        guard case .connected(let connected) = step else {
            Issue.record("\(step)")
            return
        }
        var account = town.account
        account.facts = connected.facts
        let context = AdapterContext(
            clock: town.clock, transport: network, media: MemoryMedia(Town.files), steps: MemorySteps(),
            manifest: adapter.manifest(adapter.describe(), for: account), credential: connected.credential)
        let post = try await town.publish("One", media: [Desk.picture()])
        let other = try await town.publish("Two", options: ["poll": "Yes\nNo"], id: 10)
        _ = await adapter.check(account, in: context)
        _ = await adapter.read(post, of: account, in: context)
        _ = await adapter.metrics(of: [post, other], of: account, in: context)
        _ = await adapter.profile(of: account, in: context)
        let change = ProfileChange(
            name: "Ann", about: "Baker", fields: [RemoteProfile.Field("Web", "https://b.example")])
        #expect(await adapter.update(change, of: account, in: context).outcome.name == "published")
        let pictures = ProfileChange(about: "Baker", avatar: Desk.picture(), header: Desk.picture())
        #expect(await adapter.update(pictures, of: account, in: context).outcome.name == "published")
        let messages = MessageQuery(account: account, cursor: "1.2", limit: 5)
        _ = await adapter.mentions(messages, in: context)
        _ = await adapter.directMessages(MessageQuery(account: account, cursor: "1"), in: context)
        _ = await adapter.comments(on: post, messages, in: context)
        #expect(await adapter.favourite(post, true, of: account, in: context).outcome.name == "published")
        #expect(await adapter.favourite(post, false, of: account, in: context).outcome.name == "published")
        connecting = ConnectContext(
            clock: town.clock, transport: network, manifest: adapter.describe(), random: connecting.random)
        #expect(await adapter.revoke(connected.credential, of: account, in: connecting) == nil)
        #expect(await adapter.profile(of: account, in: context).name == "needsReauth")
        #expect(network.violations == [])
        #expect(network.operations["POST /api/v1/apps"] == 1)
        #expect(network.operations["another"] == nil)
    }
}
