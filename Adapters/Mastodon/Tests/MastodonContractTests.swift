import MastodonAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import SMMTestSupport
import Testing

/// Every request to a ``Town`` is held against the document of its kind; here is what no other test asks of all kinds.
@Suite("Requests held against the documents", .enabled(if: SharedFolder.isWanted))
struct MastodonContractTests {
    private static let redirect = "http://127.0.0.1:4001/back"

    @Test("connecting and taking a token back keep the document", arguments: Town.profiles)
    func connecting(_ profile: String) async throws {
        let town = try await Town(profile)
        let network = try #require(town.network as? ContractNetwork)
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
        #expect(network.operations["POST /api/v1/apps"] == 1)
        #expect(network.operations["POST /oauth/revoke"] == 1)
    }

    @Test("reading, liking and the profile keep the document", arguments: Town.profiles)
    func reading(_ profile: String) async throws {
        let town = try await Town(profile)
        let network = try #require(town.network as? ContractNetwork)
        let (adapter, account, context) = (town.adapter, town.account, town.context())
        let post = try await town.publish("One", media: [Desk.picture()])
        let hasPolls = town.host.snapshot.rules.knowsPolls
        let other = try await town.publish(
            "Two", media: hasPolls ? [] : [Desk.picture()], options: hasPolls ? ["poll": "Yes\nNo"] : [:], id: 10)
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
        // GoToSocial's document says nothing of several statuses at once; they are asked for all the same.
        #expect(network.operations["another"] == (profile == "gotosocial" ? 1 : nil))
    }

    @Test("a request that does not keep the document is found, on every kind of server", arguments: Town.profiles)
    func misspelt(_ profile: String) async throws {
        let town = try await Town(profile)
        let network = try #require(town.network as? ContractNetwork)
        let token = try #require(town.credential.bearer())
        for (body, count) in [(#"{"status":"a","visibilty":"public"}"#, 1), (#"{"status":"a","sensitive":"true"}"#, 1)]
        {
            let request = HTTPRequest(
                method: "POST", url: "https://example.social/api/v1/statuses",
                headers: [HTTPField("Content-Type", "application/json")], authorization: token, body: Array(body.utf8))
            #expect(network.contract.violations(request.revealed).count == count, "\(body)")
        }
    }
}
