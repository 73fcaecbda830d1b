import MastodonAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("What a link counts, as the account's own server says")
struct LinkWeightTests {
    private static let address = "https://bakery.example.com/" + String(repeating: "a", count: 90)

    @Test("a text at the limit is published, and one over it is refused here and there", arguments: [9, 23, 40])
    func weight(_ weight: Int) async throws {
        let town = try await Town("mastodon") { $0.limits.reservedPerURL = weight }
        let manifest = town.adapter.manifest(town.adapter.describe(), for: town.account)
        let fitting = String(repeating: "b", count: 499 - weight) + " " + Self.address
        let rules = { (text: String) in
            town.adapter.validate(
                PostVariant(parts: [PostPart(text: text)]), account: town.account, manifest: manifest
            ).map(\.rule)
        }
        #expect(rules(fitting) == [])
        #expect(rules("b" + fitting) == ["text-too-long"])
        let receipt = try await town.publish(fitting)
        #expect(town.host.report().items.map(\.id) == [receipt.remoteID])
        // The fake counts by the same rule: what is one over is not taken there either.
        let outcome = await town.adapter.publish(town.request("b" + fitting, id: 10), in: town.context()).outcome
        #expect(outcome.name == "rejected")
        #expect(town.host.standing(of: "ann") == 1)
        let check = try #require(await town.adapter.check(town.account, in: town.context()).value)
        #expect(check.limits.first == AccountCheck.Limit("text", "500 graphemes, a link counts \(weight)"))
    }

    @Test("an answer that is too long only with the name before it is measured by the same count")
    func answer() async throws {
        let town = try await Town("mastodon") { $0.limits.reservedPerURL = 40 }
        let bob = town.host.change { server, now in
            let person = server.addAccount("bob", domain: "other.example", now: now)
            return server.write("Hello", by: person, domain: "example.social", now: now)
        }
        let parent = Receipt(remoteID: bob, values: ["author": "@bob@other.example", "visibility": "public"])
        // `@bob ` counts five.
        for (count, wanted) in [(454, "published"), (455, "rejected")] {
            let text = String(repeating: "b", count: count) + " " + Self.address
            let request = town.request(text, parent: parent, id: Int64(count))
            #expect(await town.adapter.reply(request, in: town.context()).outcome.name == wanted)
        }
    }
}
