import MastodonAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import SMMTestSupport
import Testing

@Suite("Requests held against the OpenAPI document")
struct MastodonContractTests {
    private static let redirect = "http://127.0.0.1:4001/back"

    @Test("connecting and taking a token back keep the document", .enabled(if: SharedFolder.isWanted))
    func connecting() async throws {
        let town = try await Town("mastodon")
        let network = ContractNetwork(town.host, contract: try MastodonDocument.contract.get())
        let context = ConnectContext(
            clock: town.clock, transport: network, manifest: town.adapter.describe(),
            random: { [UInt8](repeating: 9, count: $0) })
        let settings = ["server": "example.social"]
        let first = await town.adapter.connect(
            ConnectRequest(settings: settings, redirect: Self.redirect), in: context)
        guard case .visit(let url, let memory) = first, case .redirect(let back) = town.host.approve(url, as: "ann")
        else {
            Issue.record("\(first)")
            return
        }
        let query = Query(back)
        let second = await town.adapter.connect(
            ConnectRequest(
                settings: settings, redirect: Self.redirect,
                answer: .code(Secret(query["code"]), state: query["state"], issuer: nil), memory: memory),
            in: context)
        guard case .connected(let connected) = second else {
            Issue.record("\(second)")
            return
        }
        #expect(await town.adapter.revoke(connected.credential, of: town.account, in: context) == nil)
        #expect(network.violations == [])
        #expect(network.operations["POST /api/v1/apps"] == 1)
        #expect(network.operations["POST /oauth/revoke"] == 1)
        #expect(network.operations["another"] == nil)
    }

    @Test("reading, liking and the profile keep the document", .enabled(if: SharedFolder.isWanted))
    func reading() async throws {
        let town = try await Town("mastodon")
        let network = ContractNetwork(town.host, contract: try MastodonDocument.contract.get())
        let (adapter, account) = (town.adapter, town.account)
        let context = AdapterContext(
            clock: town.clock, transport: network, media: MemoryMedia(Town.files), steps: MemorySteps(),
            manifest: adapter.manifest(adapter.describe(), for: account), credential: town.credential)
        let post = try await town.publish("One", media: [Desk.picture()])
        let other = try await town.publish("Two", options: ["poll": "Yes\nNo"], id: 10)
        #expect(await adapter.check(account, in: context).name == "read")
        #expect(await adapter.read(post, of: account, in: context).name == "read")
        #expect(await adapter.metrics(of: [post, other], of: account, in: context).value?.count == 2)
        #expect(await adapter.profile(of: account, in: context).name == "read")
        let change = ProfileChange(
            name: "Ann", about: "Baker", fields: [RemoteProfile.Field("Web", "https://b.example")])
        #expect(await adapter.update(change, of: account, in: context).outcome.name == "published")
        let pictures = ProfileChange(about: "Baker", avatar: Desk.picture(), header: Desk.picture())
        #expect(await adapter.update(pictures, of: account, in: context).outcome.name == "published")
        let query = MessageQuery(account: account, cursor: "1.2", limit: 5)
        #expect(await adapter.mentions(query, in: context).name == "read")
        #expect(await adapter.directMessages(MessageQuery(account: account, cursor: "1"), in: context).name == "read")
        #expect(await adapter.comments(on: post, query, in: context).name == "read")
        #expect(await adapter.favourite(post, true, of: account, in: context).outcome.name == "published")
        #expect(await adapter.favourite(post, false, of: account, in: context).outcome.name == "published")
        #expect(network.violations == [])
        #expect(network.operations["another"] == nil)
    }
}
