import SMMAdapterKit
import SMMModel

extension AdapterConformance {
    static let reconcileChecks = [
        ConformanceCheck("a lost answer after the effect is found again", needsNetwork: false) { world in
            let request = await world.prepared()
            world.network?.plan(.publish, [.lose(effect: true)])
            let outcome = await world.publish(request)
            if world.network != nil, outcome.name != "ambiguous" { return [outcome.name] }
            world.clock.advance(by: world.settle)
            let result = await world.reconcile(request)
            if world.manifest.guarantee == .none {
                return result.name == "cannotTell" ? [] : [result.name]
            }
            guard case .found(let receipt) = result, !receipt.remoteID.isEmpty else { return [result.name] }
            if let known = Self.receipt(outcome), known.remoteID != receipt.remoteID { return ["another id"] }
            let standing = await world.standing()
            return standing == 1 ? [] : ["\(standing) things stand after asking"]
        },
        ConformanceCheck("what was never done is not found", needsNetwork: false) { world in
            let request = await world.prepared()
            world.network?.plan(.publish, [.lose(effect: false)])
            if world.network != nil { _ = await world.publish(request) }
            world.clock.advance(by: world.settle)
            switch await world.reconcile(request) {
            case .unfinished: return world.manifest.guarantee == .serverObject ? [] : ["unfinished"]
            case .cannotTell: return world.manifest.guarantee == .none ? [] : ["cannotTell"]
            case .absent(let proof):
                if world.manifest.guarantee == .recordKey && !proof.isAuthoritative {
                    return ["a record lookup is a proof"]
                }
                return proof.coversWindow && proof.fetchedAt == world.clock.now ? [] : ["\(proof)"]
            case let other: return [other.name]
            }
        },
        ConformanceCheck("something else on the account is not taken for it", needsNetwork: false) { world in
            guard case .published(let other) = await world.publish(await world.prepared(world.samples.second)) else {
                return ["the other was not published"]
            }
            let request = await world.prepared()
            world.clock.advance(by: world.settle)
            let result = await world.reconcile(request, owned: [other.remoteID])
            let unowned = await world.reconcile(request)
            return [result, unowned].filter { $0.name == "found" }.map { "\($0)" }
        },
        ConformanceCheck("what belongs to another operation is not adopted") { world in
            guard case .listing = world.manifest.guarantee else { return [] }
            guard case .published(let other) = await world.publish(await world.prepared()) else { return ["no first"] }
            let request = await world.prepared()
            world.clock.advance(by: world.settle)
            let result = await world.reconcile(request, owned: [other.remoteID])
            return result.name == "absent" ? [] : [result.name]
        },
        ConformanceCheck("asking sends nothing visible") { world in
            guard let network = world.network else { return [] }
            let request = await world.prepared()
            network.plan(.publish, [.lose(effect: true)])
            _ = await world.publish(request)
            let before = network.effectRequests
            for _ in 0..<3 { _ = await world.reconcile(request) }
            return network.effectRequests == before ? [] : ["\(network.effectRequests - before) requests"]
        },
        ConformanceCheck("a question without an answer proves nothing") { world in
            guard let network = world.network, world.manifest.guarantee != .none else { return [] }
            let request = await world.prepared()
            network.plan(.publish, [.lose(effect: false)])
            _ = await world.publish(request)
            world.clock.advance(by: world.settle)
            var found: [String] = []
            for (fault, wanted) in unanswered {
                network.plan(.read, [fault])
                let result = await world.reconcile(request)
                if !wanted.contains(result.name) { found.append("\(fault): \(result.name)") }
            }
            return found
        },
    ]

    private static let unanswered: [(FakeFault, [String])] = [
        (.status(401), ["needsReauth"]), (.status(403), ["cannotTell", "needsReauth", "askAgain"]),
        (.status(429), ["askAgain"]), (.status(500), ["askAgain"]), (.status(503), ["askAgain"]),
        (.html(200, effect: false), ["askAgain", "cannotTell"]),
        (.html(404, effect: false), ["askAgain", "cannotTell"]),
        (.reply(HTTPResponse(status: 200), effect: false), ["askAgain", "cannotTell"]), (.truncate, ["askAgain"]),
        (.lose(effect: true), ["askAgain"]), (.hang(effect: false), ["askAgain"]),
        (.fail(.notConnected, code: "connection-refused"), ["askAgain"]),
    ]
}
