import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import SMMTransport
import Testing

@Suite("The fake network behind a socket", .timeLimit(.minutes(10)))
struct FakeNetworkServerTests {
    /// Runs `body` in a world whose adapter speaks to a real server through the real transport.
    private func withServer(_ rules: FakeRules, _ body: (FakeWorld) async throws -> Void) async throws {
        let clock = FakeClock()
        let host = FakeNetworkHost(rules, clock: clock)
        let transport = NetworkTransport(.withThisMachine)
        do {
            try await FakeNetworkServer.with(host) { server in
                try await body(
                    FakeWorld(
                        rules, host: host, clock: clock, settings: ["url": server.url], transport: transport))
            }
            try await transport.shutdown()
        } catch {
            try await transport.shutdown()
            throw error
        }
    }

    @Test("publish, edit and delete go over HTTP in every class", arguments: FakeClass.allCases)
    func whole(kind: FakeClass) async throws {
        try await withServer(FakeRules(kind)) { world in
            let request = world.request("Grüße 👋")
            guard case .published(let receipt) = await world.publish(request) else {
                Issue.record("not published")
                return
            }
            #expect(world.host.posts(of: world.handle).map(\.text) == ["Grüße 👋"])
            var content = request
            content.part.text = "Tschüß"
            let edited = await world.adapter.edit(EditRequest(content: content, receipt: receipt), in: world.context)
            #expect(edited.outcome == .published(receipt))
            #expect(world.host.posts(of: world.handle).map(\.text) == ["Tschüß"])
            let delete = DeleteRequest(
                operation: request.operation, post: request.post, brand: world.brand, account: world.account,
                receipt: receipt)
            for _ in 0..<2 {
                #expect(await world.adapter.delete(delete, in: world.context).outcome == .published(receipt))
            }
            #expect(world.host.report().standing == 0)
        }
    }

    @Test("losses on the wire have the evidence that the fake transport claims")
    func evidence() async throws {
        try await withServer(FakeRules(.listing)) { world in
            let faults: [FakeFault] = [.lose(effect: true), .lose(effect: false), .truncate]
            for fault in faults {
                let request = world.request("Text \(fault)")
                world.host.plan(.publish, fault, fault)
                let real = await world.publish(request)
                let fake = await world.adapter.publish(request, in: world.contextWithoutSockets).outcome
                guard case .ambiguous(let one) = real, case .ambiguous(let other) = fake else {
                    Issue.record("\(real) \(fake)")
                    continue
                }
                #expect(one.progress == other.progress)
                #expect(one.failure.code == other.failure.code)
                #expect(one.failure.status == other.failure.status)
            }
        }
    }

    @Test("scripted answers arrive with their status and headers")
    func scripted() async throws {
        try await withServer(FakeRules(.blind)) { world in
            world.host.plan(.publish, .limited([HTTPField("Retry-After", "77")]))
            guard case .retry(let after, let failure) = await world.publish(world.request("Text")) else {
                Issue.record("not limited")
                return
            }
            #expect(after == .seconds(77) && failure.status == 429)
        }
    }

    @Test("many accounts publish at once and nothing is lost or doubled")
    func crowd() async throws {
        try await withServer(FakeRules(.blind)) { world in
            let requests = (0..<200).map { world.request("Text \($0)") }
            await withTaskGroup(of: Void.self) { group in
                for request in requests { group.addTask { _ = await world.publish(request) } }
            }
            let report = world.host.report()
            #expect(report.made == 200 && report.doubles.isEmpty)
            #expect(requests.allSatisfy { report.byTag[$0.operation.description]?.count == 1 })
        }
    }
}
