import MastodonAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("Threads and doubt on every kind of server")
struct ThreadTests {
    /// What happens to the request that publishes.
    private static let losses: [FakeFault] = [
        .lose(effect: true), .lose(effect: false), .hang(effect: true), .truncate, .html(500, effect: true),
        .html(500, effect: false), .withoutID(effect: true), .fail(.notConnected, code: "connection-refused"),
    ]

    @Test(
        "a thread of five stays in order and has each part once, whatever is lost on the way",
        arguments: Town.profiles, losses)
    func thread(_ profile: String, _ loss: FakeFault) async throws {
        for broken in 0..<5 {
            let town = try await Town(profile)
            let media = town.host.snapshot.rules.needsMedia ? [Desk.picture()] : []
            var parent: Receipt?
            for index in 0..<5 {
                if index == broken { town.host.plan(.publish, [loss]) }
                // The same words each time: only the place in the thread tells the parts apart.
                parent = try await part("And again", index, media, parent, town)
            }
            let items = town.host.report().items
            #expect(items.count == 5)
            #expect(town.host.report().doubles == [])
            for (item, before) in zip(items.dropFirst(), items) { #expect(item.parent == before.id) }
        }
    }

    /// Publishes one part as the daemon does: prepare, send, and after a doubt settle, ask, and send again if absent.
    private func part(
        _ text: String, _ index: Int, _ media: [MediaReference], _ parent: Receipt?, _ town: Town
    ) async throws -> Receipt {
        let steps = MemorySteps()
        let context = town.context(steps)
        for _ in 0..<4 {
            var request = town.request(
                text, media: media, parent: parent, index: index, id: Int64(100 + index), steps: steps)
            #expect(await town.adapter.prepare(request, in: context) == .prepared)
            request.steps = steps.steps
            switch await town.adapter.publish(request, in: context).outcome {
            case .published(let receipt): return receipt
            case .retry: continue
            case .ambiguous: break
            case let other:
                Issue.record("\(other)")
                throw Failure("thread", "The part was not published.")
            }
            town.clock.advance(by: .seconds(180))
            let question = ReconcileRequest(
                sent: request, from: request.intentAt - .seconds(120), until: town.clock.now,
                owned: parent.map { [$0.remoteID] } ?? [])
            switch await town.adapter.reconcile(question, in: context) {
            case .found(let receipt): return receipt
            case .absent(let proof):
                #expect(proof.coversWindow)
            case let other:
                Issue.record("\(other)")
                throw Failure("thread", "The part could not be asked about.")
            }
        }
        throw Failure("thread", "The part was tried too often.")
    }

    @Test("a key sent again after its answer was lost gives the same status")
    func key() async throws {
        let town = try await Town("mastodon")
        let request = town.request("Once")
        town.host.plan(.publish, [.lose(effect: true)])
        #expect(await town.adapter.publish(request, in: town.context()).outcome.name == "ambiguous")
        town.clock.advance(by: .seconds(60))
        #expect(await town.adapter.publish(request, in: town.context()).outcome.name == "published")
        #expect(town.host.standing(of: "ann") == 1)
    }

    @Test("video is published when the server is done with it")
    func video() async throws {
        let town = try await Town("mastodon")
        let steps = MemorySteps()
        let video = Desk.picture(type: "video/mp4")
        var result = await town.adapter.prepare(
            town.request("Film", media: [video], steps: steps), in: town.context(steps))
        guard case .retry(let after, _) = result else {
            Issue.record("\(result)")
            return
        }
        town.clock.advance(by: after ?? .zero)
        result = await town.adapter.prepare(town.request("Film", media: [video], steps: steps), in: town.context(steps))
        #expect(result == .prepared)
        let request = town.request("Film", media: [video], steps: steps)
        #expect(await town.adapter.publish(request, in: town.context(steps)).outcome.name == "published")
    }

    @Test("an edit keeps the attachments, and the alternative text is written", arguments: Town.profiles)
    func edit(_ profile: String) async throws {
        let town = try await Town(profile)
        let receipt = try await town.publish("Bread", media: [Desk.picture()])
        let content = town.request("Rolls", media: [Desk.picture(alt: "Rolls on a board")], id: 10)
        let result = await town.adapter.edit(EditRequest(content: content, receipt: receipt), in: town.context())
        #expect(result.outcome.name == "published")
        let item = try #require(town.host.report().items.first)
        #expect(item.text == "Rolls")
        #expect(item.mediaCount == 1)
        #expect(item.edits == 1)
        #expect(town.host.snapshot.media.count == 1)
        #expect(town.host.snapshot.media.values.first?.description == "Rolls on a board")
    }

    @Test("a token that was taken back needs a person, on every kind of server", arguments: Town.profiles)
    func revoked(_ profile: String) async throws {
        let town = try await Town(profile)
        let media = town.host.snapshot.rules.needsMedia ? [Desk.picture()] : []
        _ = try await town.publish("Before", media: media)
        town.host.change { server, _ in server.revokeTokens(of: "ann") }
        let result = await town.adapter.publish(town.request("After"), in: town.context())
        #expect(result.outcome.name == "needsReauth")
    }
}
