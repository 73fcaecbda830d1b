import SMMAdapterKit
import SMMModel

extension AdapterConformance {
    /// Mutated answers per check.
    static let mutations = 10_000

    static let robustnessChecks = [
        ConformanceCheck("requests and results survive a JSON round trip", needsNetwork: false) { world in
            var world = world
            let codec = CodecAdapter(world.adapter)
            world.adapter = codec
            let request = await world.prepared()
            let outcome = await world.publish(request)
            world.clock.advance(by: world.settle)
            _ = await world.reconcile(request)
            if case .published(let receipt) = outcome {
                _ = await codec.edit(EditRequest(content: request, receipt: receipt), in: world.context)
                _ = await world.delete(request, receipt, with: codec)
            }
            if world.network != nil {
                for (fault, _) in statuses + unreadable {
                    world.network?.plan(.publish, [fault])
                    _ = await world.publish(await world.prepared())
                }
            }
            let inner = world.adapter.describe().capabilities
            return codec.findings.filter { finding in
                // Without the capability the wrapper has nothing to wrap.
                !(finding.hasPrefix("edit") && !inner.contains(.editsPosts))
                    && !(finding.hasPrefix("delete") && !inner.contains(.deletesPosts))
            } + (outcome.name == "published" ? [] : ["through the codec: \(outcome.name)"])
        },
        ConformanceCheck("mutated answers to a publish neither trap nor pass for what they are not") { world in
            guard let network = world.network, let (request, good) = await published(world) else {
                return ["nothing to mutate"]
            }
            var mutator = FakeMutator(seed: 20_261_123)
            var found: [String] = []
            var outcomes: [String: Int] = [:]
            let before = network.effectRequests
            for turn in 0..<mutations where found.count < 10 {
                let body = mutator.mutate(good.body)
                let status = turn % 5 == 4 ? mutator.pick([400, 403, 404, 422, 429, 500, 503]) : good.status
                network.plan(
                    .publish, [.reply(HTTPResponse(status: status, headers: good.headers, body: body), effect: false)])
                let outcome = await world.publish(request)
                outcomes[outcome.name, default: 0] += 1
                if let fault = misread(outcome, status: status, body: body) {
                    found.append("turn \(turn): \(fault): \(String(decoding: body.prefix(200), as: UTF8.self))")
                }
            }
            return found.isEmpty ? unaccounted(outcomes, asked: network.effectRequests - before) : found
        },
        ConformanceCheck("mutated answers to a question do not trap, and a cut one proves nothing") { world in
            guard let network = world.network, world.manifest.guarantee != .none else { return [] }
            let request = await world.prepared()
            network.plan(.publish, [.lose(effect: true)])
            _ = await world.publish(request)
            world.clock.advance(by: world.settle)
            _ = await world.reconcile(request)
            guard let good = network.lastAnswer(.read) else { return ["nothing to mutate"] }
            var mutator = FakeMutator(seed: 7)
            var found: [String] = []
            for _ in 0..<mutations / 5 {
                let body = mutator.mutate(good.body)
                network.plan(
                    .read, [.reply(HTTPResponse(status: 200, headers: good.headers, body: body), effect: false)])
                _ = await world.reconcile(request)
            }
            for count in good.body.indices {
                let cut = HTTPResponse(status: 200, headers: good.headers, body: Array(good.body.prefix(count)))
                network.plan(.read, [.reply(cut, effect: false)])
                let result = await world.reconcile(request)
                if ["absent", "found", "unfinished", "several"].contains(result.name) {
                    found.append("\(count) bytes: \(result.name)")
                }
            }
            return found
        },
    ]

    /// What is wrong with the count of what came of mutated answers: each was asked for, and neither all nor none of them
    /// passed for a success, since some are mutated where it does not matter.
    private static func unaccounted(_ outcomes: [String: Int], asked: Int) -> [String] {
        var found: [String] = []
        if asked < mutations { found.append("\(asked) of \(mutations) mutated answers were asked for") }
        if !(1..<mutations).contains(outcomes["published", default: 0]) { found.append("outcomes: \(outcomes)") }
        return found
    }

    /// A published request and the platform's answer to it.
    private static func published(_ world: ConformanceWorld) async -> (PublishRequest, HTTPResponse)? {
        let request = await world.prepared()
        guard case .published = await world.publish(request), let answer = world.network?.lastAnswer(.publish) else {
            return nil
        }
        return (world.withSteps(request), answer)
    }

    /// What is wrong with an outcome read from a mutated answer; nil when it can be defended.
    private static func misread(_ outcome: AttemptOutcome, status: Int, body: [UInt8]) -> String? {
        switch outcome {
        case .published(let receipt):
            guard StatusClass(status) == .success else { return "a \(status) passed for a success" }
            guard !receipt.remoteID.isEmpty else { return "an empty id" }
            guard let json = FakeJSON(bytes: body) else { return "published from what is not JSON" }
            return json.mentions(receipt.remoteID) ? nil : "the id \(receipt.remoteID) was not said"
        case .ambiguous, .duplicateOf: return nil
        case .retry, .rejected, .needsReauth:
            return StatusClass(status) == .success ? "a success passed for \(outcome.name)" : nil
        }
    }
}
