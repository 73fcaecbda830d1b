import MastodonAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("An idempotency key that a server stores late")
struct LateKeyTests {
    /// What the publish machine leaves an account of this guarantee alone for, after an answer was lost.
    private static let settle = Milliseconds.seconds(60)

    /// A town whose server stores a key `delay` after the status.
    private func town(_ delay: Milliseconds) async throws -> Town {
        try await Town("mastodon") { $0.keyStoreDelay = delay }
    }

    private func ready(_ town: Town, _ steps: MemorySteps) async -> PublishRequest {
        let first = town.request("Fresh bread", media: [Desk.picture()], steps: steps)
        #expect(await town.adapter.prepare(first, in: town.context(steps)) == .prepared)
        var request = first
        request.steps = steps.steps
        return request
    }

    @Test("a lost answer is sent again after the settle time, and gives the status that stands")
    func settled() async throws {
        for delay in [Milliseconds.zero, .seconds(30), .milliseconds(59_999)] {
            let town = try await town(delay)
            let steps = MemorySteps()
            let request = await ready(town, steps)
            town.host.plan(.publish, [.lose(effect: true)])
            #expect(await town.adapter.publish(request, in: town.context(steps)).outcome.name == "ambiguous")
            let standing = town.host.report().items.map(\.id)
            #expect(standing.count == 1)
            town.clock.advance(by: Self.settle)
            guard case .published(let receipt) = await town.adapter.publish(request, in: town.context(steps)).outcome
            else {
                Issue.record("not published")
                continue
            }
            #expect([receipt.remoteID] == standing)
            #expect(town.host.report().items.count == 1)
            #expect(town.host.report().doubles == [])
        }
    }

    @Test("a text is doubled before its key is stored: this is what the settle time is for")
    func early() async throws {
        let town = try await town(.seconds(30))
        let request = town.request("Fresh bread")
        town.host.plan(.publish, [.lose(effect: true)])
        _ = await town.adapter.publish(request, in: town.context())
        town.clock.advance(by: .seconds(29))
        _ = await town.adapter.publish(request, in: town.context())
        #expect(town.host.report().doubles.count == 1)
    }

    @Test("a key that never comes, of a server that died in between, doubles no media: the listing tells")
    func never() async throws {
        let town = try await town(.days(1))
        let steps = MemorySteps()
        let request = await ready(town, steps)
        town.host.plan(.publish, [.lose(effect: true)])
        _ = await town.adapter.publish(request, in: town.context(steps))
        town.clock.advance(by: Self.settle)
        // The media stand in the status, so that the server refuses them; that is no loss of the media.
        guard case .duplicateOf(let receipt, _) = await town.adapter.publish(request, in: town.context(steps)).outcome
        else {
            Issue.record("not taken for the same")
            return
        }
        #expect(receipt?.remoteID == town.host.report().items.first?.id)
        #expect(town.host.report().items.count == 1)
        #expect(steps.steps["media.0"] == request.steps["media.0"])
    }

    @Test("the question finds a status whose key is not stored yet")
    func asked() async throws {
        let town = try await town(.hours(2))
        let steps = MemorySteps()
        let request = await ready(town, steps)
        town.host.plan(.publish, [.lose(effect: true)])
        _ = await town.adapter.publish(request, in: town.context(steps))
        town.clock.advance(by: .minutes(51))
        let result = await town.adapter.reconcile(
            ReconcileRequest(
                sent: request, from: request.intentAt - ReconcileRequest.lookback, until: town.clock.now),
            in: town.context(steps))
        guard case .found(let receipt) = result else {
            Issue.record("\(result)")
            return
        }
        #expect(receipt.remoteID == town.host.report().items.first?.id)
    }
}
