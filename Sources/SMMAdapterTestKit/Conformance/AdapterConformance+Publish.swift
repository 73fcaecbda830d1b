import SMMAdapterKit
import SMMModel

extension AdapterConformance {
    static let publishChecks = [
        ConformanceCheck("a publish that works gives a receipt and one visible thing", needsNetwork: false) { world in
            let outcome = await world.publish(await world.prepared())
            guard case .published(let receipt) = outcome, !receipt.remoteID.isEmpty else { return [outcome.name] }
            let standing = await world.standing()
            return standing == 1 ? [] : ["\(standing) things stand"]
        },
        ConformanceCheck("a publish sends its effect once, whatever comes back") { world in
            guard let network = world.network else { return [] }
            let faults: [FakeFault] = [
                .normal, .lose(effect: false), .lose(effect: true), .status(500), .status(503), .status(429),
                .status(401), .status(422), .fail(.notConnected, code: "connection-refused"),
            ]
            var found: [String] = []
            for fault in faults {
                let request = await world.prepared(PostPart(text: "\(world.samples.first.text) \(found.count)"))
                let before = network.effectRequests
                network.plan(.publish, [fault])
                _ = await world.publish(request)
                let sent = network.effectRequests - before
                if sent > 1 { found.append("\(fault): \(sent) requests") }
            }
            return found
        },
        ConformanceCheck("a part can answer another", needsNetwork: false) { world in
            guard world.adapter.describe().capabilities.contains(.threads) else { return [] }
            guard case .published(let parent) = await world.publish(await world.prepared()) else {
                return ["no parent"]
            }
            let outcome = await world.publish(await world.prepared(world.samples.second, parent: parent))
            guard case .published(let receipt) = outcome else { return [outcome.name] }
            return receipt.remoteID == parent.remoteID ? ["the answer has its parent's id"] : []
        },
        ConformanceCheck("a publish under the same record key is the same thing", needsNetwork: false) { world in
            guard world.manifest.guarantee == .recordKey else { return [] }
            let request = await world.prepared()
            let first = await world.publish(request)
            let second = await world.publish(request)
            let standing = await world.standing()
            guard case .published(let one) = first, let two = receipt(second), one.remoteID == two.remoteID,
                standing == 1
            else { return ["\(first.name), \(second.name), \(standing) stand"] }
            return []
        },
        ConformanceCheck("a step that cannot be stored stops before anything is visible") { world in
            guard let network = world.network else { return [] }
            let request = world.request()
            world.steps.failNext(.max)
            if let preparing = world.adapter as? any PreparesMedia, !request.part.media.isEmpty {
                let result = await preparing.prepare(request, in: world.context)
                guard case .retry = result else { return ["prepare: \(result)"] }
            }
            let before = network.effectRequests
            let outcome = await world.publish(request)
            if case .published = outcome { return [] }  // an adapter without steps needs none
            return network.effectRequests == before ? [] : ["\(outcome.name) after sending"]
        },
    ]

    /// The receipt of a success, plain or as a duplicate.
    static func receipt(_ outcome: AttemptOutcome) -> Receipt? {
        switch outcome {
        case .published(let receipt): receipt
        case .duplicateOf(let receipt, _): receipt
        default: nil
        }
    }
}
