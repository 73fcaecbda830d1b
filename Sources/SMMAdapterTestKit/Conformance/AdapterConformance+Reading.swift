import SMMAdapterKit
import SMMModel

extension AdapterConformance {
    static let readingChecks = [
        ConformanceCheck("what was published is read, and as gone once it is deleted", needsNetwork: false) { world in
            guard world.can(.readsPosts), let reading = world.adapter as? any ReadsPosts else { return [] }
            let request = await world.prepared()
            guard case .published(let receipt) = await world.publish(request) else { return ["not published"] }
            world.clock.advance(by: world.settle)
            let stands = await reading.read(receipt, of: world.account, in: world.context)
            guard case .read(.some(let post), _) = stands else { return ["standing: \(stands.name)"] }
            var found: [String] = []
            if post.receipt.remoteID != receipt.remoteID { found.append("another id: \(post.receipt.remoteID)") }
            if post.media != request.part.media.count { found.append("\(post.media) media") }
            guard let start = request.part.text.split(separator: " ").first, post.text.hasPrefix(start) else {
                return found + ["another text: \(post.text)"]
            }
            guard world.can(.deletesPosts), let deleting = world.adapter as? any DeletesPosts else { return found }
            _ = await world.delete(request, receipt, with: deleting)
            world.clock.advance(by: world.settle)
            let gone = await reading.read(receipt, of: world.account, in: world.context)
            guard case .read(.none, _) = gone else { return found + ["gone: \(gone.name)"] }
            return found
        },
        ConformanceCheck("what stands is counted, and what is gone left out", needsNetwork: false) { world in
            guard world.can(.readsInsights), let reading = world.adapter as? any ReadsInsights,
                let deleting = world.adapter as? any DeletesPosts
            else { return [] }
            let first = await world.prepared()
            guard case .published(let one) = await world.publish(first) else { return ["not published"] }
            let second = await world.prepared(world.samples.second)
            guard case .published(let other) = await world.publish(second) else { return ["not published"] }
            _ = await world.delete(first, one, with: deleting)
            world.clock.advance(by: world.settle)
            let result = await reading.metrics(of: [one, other], of: world.account, in: world.context)
            guard case .read(let counts, _) = result else { return [result.name] }
            return counts.map(\.remoteID) == [other.remoteID] ? [] : ["\(counts.map(\.remoteID))"]
        },
        ConformanceCheck("an account that works is found to work", needsNetwork: false) { world in
            guard world.can(.checksAccounts), let checking = world.adapter as? any ChecksAccounts else { return [] }
            let result = await checking.check(world.account, in: world.context)
            return result.name == "read" ? [] : [result.name]
        },
        ConformanceCheck("a question that is not answered gives nothing that is not so") { world in
            guard let network = world.network else { return [] }
            guard case .published(let receipt) = await world.publish(await world.prepared()) else {
                return ["not published"]
            }
            await world.says?("What do you charge?", false)
            await world.says?("May I write to you?", true)
            world.clock.advance(by: world.settle)
            var found: [String] = []
            for question in ConformanceQuestion.all(world, about: receipt) {
                let truth = await question.ask()
                guard truth.value != nil else {
                    found.append("\(question.capability.rawValue): \(truth.name)")
                    continue
                }
                for (fault, wanted) in unread {
                    network.plan(.read, [fault])
                    let answer = await question.ask()
                    // Asked in another way, it may have been told all the same.
                    if answer != truth && !wanted.contains(answer.name) {
                        found.append("\(question.capability.rawValue), \(fault): \(answer.name)")
                    }
                }
            }
            return found
        },
    ]

    private static let unread: [(FakeFault, [String])] = [
        (.status(401), ["needsReauth"]), (.status(429), ["askAgain"]), (.status(500), ["askAgain"]),
        (.status(503), ["askAgain"]), (.html(200, effect: false), ["askAgain", "cannotTell"]),
        (.reply(HTTPResponse(status: 200), effect: false), ["askAgain", "cannotTell"]), (.truncate, ["askAgain"]),
        (.lose(effect: true), ["askAgain"]), (.hang(effect: false), ["askAgain"]),
        (.fail(.notConnected, code: "connection-refused"), ["askAgain"]),
    ]
}
