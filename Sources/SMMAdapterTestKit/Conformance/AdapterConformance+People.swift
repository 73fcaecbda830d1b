import SMMAdapterKit
import SMMModel

extension AdapterConformance {
    static let peopleChecks = [
        ConformanceCheck("a profile is changed, and the rest of it left as it is", needsNetwork: false) { world in
            guard world.can(.readsProfile), world.can(.updatesProfile),
                let reading = world.adapter as? any ReadsProfile, let writing = world.adapter as? any UpdatesProfile
            else { return [] }
            guard case .read(let before, _) = await reading.profile(of: world.account, in: world.context) else {
                return ["not read before"]
            }
            var wanted = before
            var found: [String] = []
            for change in [ProfileChange(name: "New name"), ProfileChange(about: "Bread & rolls, daily")] {
                wanted.name = change.name ?? wanted.name
                wanted.about = change.about ?? wanted.about
                for turn in 1...2 {
                    let outcome = await writing.update(change, of: world.account, in: world.context).outcome
                    if outcome.name != "published" { found.append("turn \(turn): \(outcome.name)") }
                }
                world.clock.advance(by: world.settle)
                let after = await reading.profile(of: world.account, in: world.context)
                guard case .read(let profile, _) = after else { return found + [after.name] }
                if profile != wanted { found.append("\(profile) instead of \(wanted)") }
            }
            return found
        },
        ConformanceCheck("a change of the profile that is not confirmed is no success") { world in
            guard world.can(.updatesProfile), let writing = world.adapter as? any UpdatesProfile else { return [] }
            return await unconfirmed(world) { turn in
                // Another text each time, so that there is something to change.
                let change = ProfileChange(about: "Daily \(turn)")
                return await writing.update(change, of: world.account, in: world.context).outcome
            }
        },
        ConformanceCheck("a like is given once and taken back once", needsNetwork: false) { world in
            guard world.can(.favouritesPosts), let liking = world.adapter as? any FavouritesPosts else { return [] }
            guard case .published(let receipt) = await world.publish(await world.prepared()) else {
                return ["not published"]
            }
            var found: [String] = []
            for isLiked in [true, true, false, false] {
                let outcome = await liking.favourite(receipt, isLiked, of: world.account, in: world.context).outcome
                if outcome.name != "published" { found.append("\(isLiked): \(outcome.name)") }
                guard world.can(.readsInsights), let reading = world.adapter as? any ReadsInsights else { continue }
                let counts = await reading.metrics(of: [receipt], of: world.account, in: world.context)
                guard case .read(let metrics, _) = counts, let likes = metrics.first?.likes else {
                    found.append("\(isLiked): likes are not read: \(counts.name)")
                    continue
                }
                if likes != (isLiked ? 1 : 0) { found.append("\(isLiked): \(likes) likes") }
            }
            return found
        },
        ConformanceCheck("a like that is not confirmed is no success") { world in
            guard world.can(.favouritesPosts), let liking = world.adapter as? any FavouritesPosts else { return [] }
            guard case .published(let receipt) = await world.publish(await world.prepared()) else {
                return ["not published"]
            }
            return await unconfirmed(world) { _ in
                await liking.favourite(receipt, true, of: world.account, in: world.context).outcome
            } before: {
                _ = await liking.favourite(receipt, false, of: world.account, in: world.context)
            }
        },
        ConformanceCheck("who names the account is heard") { world in
            guard world.can(.readsMentions), let reading = world.adapter as? any ReadsMentions else { return [] }
            return await heard(world, isPrivate: false) { await reading.mentions($0, in: world.context) }.findings
        },
        ConformanceCheck("who writes to the account alone is heard, and answered once") { world in
            guard world.can(.readsDirectMessages), let reading = world.adapter as? any ReadsDirectMessages else {
                return []
            }
            let (message, findings) = await heard(world, isPrivate: true) {
                await reading.directMessages($0, in: world.context)
            }
            guard findings.isEmpty, let message, world.can(.sendsDirectMessages),
                let sending = world.adapter as? any SendsDirectMessages
            else { return findings }
            // With a picture where everything needs one.
            let part = PostPart(text: "Until six.", media: world.samples.second.media)
            let request = await world.prepared(part, parent: message.receipt)
            let outcome = await sending.message(request, in: world.context).outcome
            return outcome.name == "published" ? [] : ["answered: \(outcome)"]
        },
    ]

    /// What came of an effect whose answer does not come, or says that it was not done.
    private static func unconfirmed(
        _ world: ConformanceWorld, _ act: (_ turn: Int) async -> AttemptOutcome, before: () async -> Void = {}
    ) async -> [String] {
        let faults: [(FakeFault, [String])] = [
            (.status(401), ["needsReauth"]), (.status(403), ["rejected"]), (.status(429), ["retry"]),
            (.status(500), ["ambiguous", "retry"]), (.html(200, effect: false), ["ambiguous", "retry"]),
            (.lose(effect: true), ["ambiguous", "retry"]), (.lose(effect: false), ["ambiguous", "retry"]),
            (.fail(.notConnected, code: "connection-refused"), ["retry"]),
        ]
        var found: [String] = []
        for (turn, (fault, wanted)) in faults.enumerated() {
            await before()
            world.network?.plan(.change, [fault])
            let outcome = await act(turn)
            if !wanted.contains(outcome.name) { found.append("\(fault): \(outcome.name)") }
        }
        return found
    }

    /// Somebody says something: what the account reads of it, and what is wrong with that.
    private static func heard(
        _ world: ConformanceWorld, isPrivate: Bool, _ read: (MessageQuery) async -> ReadResult<MessagePage>
    ) async -> (message: RemoteMessage?, findings: [String]) {
        guard let says = world.says else { return (nil, ["nobody is there to say something"]) }
        var query = MessageQuery(account: world.account)
        guard case .read(let start, _) = await read(query) else { return (nil, ["not read"]) }
        query.cursor = start.cursor
        await says("Are you open, \(isPrivate)?", isPrivate)
        world.clock.advance(by: world.settle)
        var messages: [RemoteMessage] = []
        for turn in 0... {
            guard case .read(let page, _) = await read(query) else { return (nil, ["not read"]) }
            messages += page.messages
            query.cursor = page.cursor
            if !page.hasMore { break }
            if turn == 20 { return (nil, ["there is always more"]) }
        }
        guard let message = messages.first(where: { $0.text.contains("Are you open, \(isPrivate)?") }) else {
            return (nil, ["not heard: \(messages.map(\.text))"])
        }
        return (message, [])
    }
}
