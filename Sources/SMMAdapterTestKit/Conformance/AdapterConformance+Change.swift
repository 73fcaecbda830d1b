import SMMAdapterKit
import SMMModel

extension AdapterConformance {
    static let changeChecks = [
        ConformanceCheck("deleting twice is a success both times", needsNetwork: false) { world in
            guard let deleting = world.adapter as? any DeletesPosts else { return [] }
            let request = await world.prepared()
            guard case .published(let receipt) = await world.publish(request) else { return ["not published"] }
            var found: [String] = []
            for turn in 1...2 {
                let outcome = await world.delete(request, receipt, with: deleting)
                if outcome.name != "published" { found.append("turn \(turn): \(outcome.name)") }
                let standing = await world.standing()
                if standing != 0 { found.append("turn \(turn): \(standing) stand") }
            }
            return found
        },
        ConformanceCheck("a delete whose answer is lost can be repeated") { world in
            guard let deleting = world.adapter as? any DeletesPosts else { return [] }
            let request = await world.prepared()
            guard case .published(let receipt) = await world.publish(request) else { return ["not published"] }
            world.network?.plan(.change, [.lose(effect: true)])
            let first = await world.delete(request, receipt, with: deleting)
            let second = await world.delete(request, receipt, with: deleting)
            return (first.name == "ambiguous" ? [] : ["lost: \(first.name)"])
                + (second.name == "published" ? [] : ["again: \(second.name)"])
        },
        ConformanceCheck("a refused delete is no success") { world in
            guard let deleting = world.adapter as? any DeletesPosts else { return [] }
            let request = await world.prepared()
            guard case .published(let receipt) = await world.publish(request) else { return ["not published"] }
            let faults: [(FakeFault, String)] = [
                (.status(401), "needsReauth"), (.status(403), "rejected"), (.status(500), "ambiguous"),
                (.status(429), "retry"), (.html(404, effect: false), "rejected"),
                (.html(200, effect: false), "ambiguous"),
            ]
            var found: [String] = []
            for (fault, wanted) in faults {
                world.network?.plan(.change, [fault])
                let outcome = await world.delete(request, receipt, with: deleting)
                if outcome.name != wanted { found.append("\(fault): \(outcome.name) instead of \(wanted)") }
            }
            return found
        },
        ConformanceCheck("editing twice is editing once", needsNetwork: false) { world in
            guard let editing = world.adapter as? any EditsPosts, world.can(.editsPosts) else { return [] }
            let request = await world.prepared()
            guard case .published(let receipt) = await world.publish(request) else { return ["not published"] }
            var content = await world.prepared(world.samples.second)
            content.recordKey = request.recordKey
            let before = world.network?.changes ?? 0
            var found: [String] = []
            for turn in 1...2 {
                let outcome = await editing.edit(EditRequest(content: content, receipt: receipt), in: world.context)
                guard case .published(let edited) = outcome.outcome, edited.remoteID == receipt.remoteID else {
                    found.append("turn \(turn): \(outcome.outcome.name)")
                    continue
                }
            }
            if let network = world.network, network.changes - before != 1 {
                found.append("\(network.changes - before) changes")
            }
            let standing = await world.standing()
            return found + (standing == 1 ? [] : ["\(standing) stand"])
        },
        ConformanceCheck("editing what is gone is refused", needsNetwork: false) { world in
            guard let editing = world.adapter as? any EditsPosts, world.can(.editsPosts),
                let deleting = world.adapter as? any DeletesPosts
            else { return [] }
            let request = await world.prepared()
            guard case .published(let receipt) = await world.publish(request) else { return ["not published"] }
            _ = await world.delete(request, receipt, with: deleting)
            var content = await world.prepared(world.samples.second)
            content.recordKey = request.recordKey
            let outcome = await editing.edit(EditRequest(content: content, receipt: receipt), in: world.context)
            let standing = await world.standing()
            return (outcome.outcome.name == "rejected" ? [] : [outcome.outcome.name])
                + (standing == 0 ? [] : ["\(standing) stand"])
        },
    ]
}
