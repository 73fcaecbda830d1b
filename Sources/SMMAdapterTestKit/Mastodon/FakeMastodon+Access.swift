import SMMAdapterKit
import SMMModel
import SMMTime

extension FakeMastodon {
    /// The token of a call, while it works.
    func token(_ call: FakeMastodonCall, now: Instant) -> FakeMastodonToken? {
        guard let value = call.header("authorization"), value.hasPrefix("Bearer ") else { return nil }
        guard let token = tokens[Secret(String(value.dropFirst(7)))] else { return nil }
        if let end = token.endsAt, end <= now { return nil }
        return token
    }

    /// Who calls, allowed to do what the route does.
    func authorise(
        _ call: FakeMastodonCall, _ route: FakeMastodonRoute, now: Instant
    ) throws(FakeMastodonRefusal) -> FakeMastodonCaller {
        let isGiven = call.request.headers.contains { $0.name.lowercased() == "authorization" }
        // The token endpoint takes the client's own Basic credential in that field.
        guard isGiven, route != .token, route != .revoke else {
            guard route.isOpen else { throw .badToken(rules) }
            return FakeMastodonCaller()
        }
        guard let token = token(call, now: now) else { throw .badToken(rules) }
        if let account = token.account, accounts[account]?.isDisabled == true { throw .disabled }
        guard route.scopes.isEmpty || route.scopes.contains(where: { FakeMastodonScope.covers(token.scopes, $0) })
        else { throw .outsideScopes }
        return FakeMastodonCaller(token: token, account: token.account)
    }

    /// The id of the account that calls.
    func account(_ caller: FakeMastodonCaller) throws(FakeMastodonRefusal) -> String {
        guard let account = caller.account else { throw caller.token == nil ? .badToken(rules) : .userNeeded }
        return account
    }

    /// Counts a call against every throttle it falls under, and gives the fields about the one closest to its end.
    mutating func spend(
        _ call: FakeMastodonCall, _ route: FakeMastodonRoute, _ caller: FakeMastodonCaller, now: Instant
    ) throws(FakeMastodonRefusal) -> [HTTPField] {
        let rates = rules.limits.rates.filter { counts(call, route, $0.sort) && $0.window > .zero }
        var tightest: (rest: Int, rate: FakeMastodonRate)?
        for rate in rates {
            let owner = rate.sort == .token ? "\(caller.token?.serial ?? 0)" : caller.account ?? ""
            let key = "\(rate.sort.rawValue)|\(owner)|\(now.milliseconds / rate.window.count)"
            let used = spent[key, default: 0]
            guard used < rate.most else { throw limited(rate, now: now) }
            spent[key] = used + 1
            let rest = rate.most - used - 1
            if tightest.map({ rest < $0.rest }) ?? true { tightest = (rest, rate) }
        }
        guard let tightest else { return [] }
        return limitFields(tightest.rate, rest: tightest.rest, now: now)
    }

    private func counts(
        _ call: FakeMastodonCall, _ route: FakeMastodonRoute, _ sort: FakeMastodonRate.Sort
    ) -> Bool {
        switch sort {
        case .token: return true
        case .media: return route == .upload1 || route == .upload2
        case .deletes: return route == .delete
        case .statuses: return route == .create
        case .puts: return call.request.method == "PUT"
        case .paging:
            let cursors: Set<String> = ["page", "min_id", "max_id", "since_id"]
            return call.target.pairs?.contains { cursors.contains($0.name) } == true
        }
    }

    private func limited(_ rate: FakeMastodonRate, now: Instant) -> FakeMastodonRefusal {
        FakeMastodonRefusal(
            429, "Too many requests", "Zu viele Anfragen",
            headers: limitFields(rate, rest: 0, now: now) + waitFields(until: windowEnd(rate, now: now), now: now))
    }

    private func windowEnd(_ rate: FakeMastodonRate, now: Instant) -> Instant {
        now + Milliseconds(count: rate.window.count - now.milliseconds % rate.window.count)
    }

    /// What says how long to wait, as the rules have it.
    private func waitFields(until end: Instant, now: Instant) -> [HTTPField] {
        let seconds = HTTPField("Retry-After", Self.seconds(from: now, to: end))
        switch rules.retryAfter {
        case .none: return []
        case .seconds: return [seconds]
        case .secondsAndDate: return [seconds, HTTPField("Retry-After", HTTPDate.format(end))]
        }
    }

    private func limitFields(_ rate: FakeMastodonRate, rest: Int, now: Instant) -> [HTTPField] {
        guard rules.rateForm != .none else { return [] }
        let end = windowEnd(rate, now: now)
        let name = rules.rateForm == .goToSocial ? "X-Ratelimit" : "X-RateLimit"
        let reset =
            rules.rateForm == .goToSocial ? FakeMastodonTime.milliseconds(end) : FakeMastodonTime.microseconds(end)
        return [
            HTTPField("\(name)-Limit", "\(rate.most)"), HTTPField("\(name)-Remaining", "\(rest)"),
            HTTPField("\(name)-Reset", reset),
        ]
    }

    /// The page of a server that starts: two fields that say how long, and no JSON.
    func notReady(until end: Instant, now: Instant) -> HTTPResponse {
        var page = FakeReply.page(503)
        page.headers += [
            HTTPField("Retry-After", Self.seconds(from: now, to: end)), HTTPField("Retry-After", HTTPDate.format(end)),
        ]
        return page
    }

    /// Whole seconds, rounded up.
    private static func seconds(from now: Instant, to end: Instant) -> String {
        let span = max(.zero, end - now).count
        return "\(span / 1000 + (span % 1000 == 0 ? 0 : 1))"
    }
}
