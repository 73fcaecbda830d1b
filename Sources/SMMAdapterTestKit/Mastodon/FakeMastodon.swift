package import SMMAdapterKit
package import SMMModel

/// A stateful, strict server of the Mastodon API as a pure value: requests and time in, answers and effects out.
///
/// It behaves by its rules, which cover Mastodon, GoToSocial, Takahē, Pleroma and Pixelfed. Everything ever made stays
/// on record, so that a harness can count what is lost and what is doubled without asking the daemon. It knows nothing
/// of text but what it needs: its counting is in `FakeMastodonLength`.
package struct FakeMastodon: Sendable, FaultedFake {
    /// How it behaves when nothing is scripted.
    package var rules: FakeMastodonRules
    /// What happens to which kind of request.
    package var script: FakeScript
    /// What happens to the next requests of a route, before the script.
    package var planned: [FakeMastodonRoute: [FakeFault]] = [:]
    /// Whether requests are kept in `log`.
    package var keepsLog = true

    /// Every account by id.
    package internal(set) var accounts: [String: FakeMastodonAccount] = [:]
    /// Every status ever made, in order, deleted ones included.
    package internal(set) var statuses: [FakeMastodonStatus] = []
    /// Every medium ever uploaded, by id.
    package internal(set) var media: [String: FakeMastodonMedium] = [:]
    /// Everything anybody was told, in order.
    package internal(set) var notifications: [FakeMastodonNotification] = []
    /// The applications by client id.
    package internal(set) var apps: [String: FakeMastodonApp] = [:]
    /// The tokens that work, unless they have ended.
    package internal(set) var tokens: [Secret: FakeMastodonToken] = [:]
    /// Every request, when kept. Queries of the OAuth pages are left out.
    package private(set) var log: [FakeLogEntry] = []
    /// Requests of each kind, whatever became of them.
    package private(set) var counts: [FakeRequestKind: Int] = [:]
    /// The last unharmed success of each kind.
    package private(set) var answers: [FakeRequestKind: HTTPResponse] = [:]
    /// How often a status that stands was edited or deleted.
    package internal(set) var changeCount = 0
    /// Names of fields of new statuses that the server did not know and dropped without a word.
    package internal(set) var droppedFields: Set<String> = []

    var index: [String: Int] = [:]
    var codes: [Secret: FakeMastodonCode] = [:]
    var refreshTokens: [Secret: FakeMastodonToken] = [:]
    var seen: [String: FakeMastodonSeen] = [:]
    var scheduled: [FakeMastodonScheduled] = []
    var readMarks: [String: String] = [:]
    var spent: [String: Int] = [:]
    var ids = FakeMastodonIDs()
    var secretCount = 0
    var late: [(at: Instant, call: FakeMastodonCall)] = []

    /// A server with these accounts of its own.
    package init(
        _ rules: FakeMastodonRules = .mastodon, accounts names: [String] = [], script: FakeScript = FakeScript(),
        now: Instant
    ) {
        self.rules = rules
        self.script = script
        for name in names { addAccount(name, now: now) }
    }

    /// Takes one request at `now`. Never traps, whatever the request holds.
    package mutating func handle(_ request: HTTPRequest, now: Instant) -> FakeAnswer {
        settle(now: now)
        let call = FakeMastodonCall(request, rules)
        let kind = call.route?.kind ?? .read
        let fault = nextFault(call, kind, now: now)
        counts[kind, default: 0] += 1
        let before = statuses.count
        let changes = changeCount
        let answer = answer(call, kind, fault, now: now)
        if keepsLog {
            let isSecret = call.target.path.hasPrefix("/oauth/")
            log.append(
                FakeLogEntry(
                    at: now, line: request.method + " " + (isSecret ? call.target.path : request.url), kind: kind,
                    fault: fault, status: Self.status(answer),
                    hadEffect: statuses.count != before || changeCount != changes))
        }
        return answer
    }

    /// Lets happen what is due: late requests, and statuses the server kept for later. `handle` does it too.
    package mutating func settle(now: Instant) {
        performLate(now: now)
        publishScheduled(now: now)
    }

    private mutating func nextFault(_ call: FakeMastodonCall, _ kind: FakeRequestKind, now: Instant) -> FakeFault {
        if let route = call.route, var faults = planned[route], !faults.isEmpty {
            let fault = faults.removeFirst()
            planned[route] = faults
            return fault
        }
        let caller = token(call, now: now)?.account
        return script.next(kind, by: caller.flatMap { accounts[$0]?.name })
    }

    mutating func performTwice(_ call: FakeMastodonCall, _ kind: FakeRequestKind, now: Instant) -> HTTPResponse {
        let count = statuses.count
        let response = perform(call, now: now)
        if kind == .publish, statuses.count > count, let status = statuses.last { again(status, now: now) }
        return response
    }

    private static func status(_ answer: FakeAnswer) -> Int? {
        switch answer {
        case .whole(let response), .cut(let response, _): response.status
        case .closed, .silence, .failed: nil
        }
    }

    mutating func perform(_ call: FakeMastodonCall, now: Instant) -> HTTPResponse {
        if let until = rules.notReadyUntil, now < until { return notReady(until: until, now: now) }
        var limits: [HTTPField] = []
        do throws(FakeMastodonRefusal) {
            guard let route = call.route else {
                if rules.answersUnknownCalls { return FakeReply.json(200, .array([])) }
                throw .notFound
            }
            let caller = try authorise(call, route, now: now)
            limits = try spend(call, route, caller, now: now)
            var response = try perform(route, call, caller, now: now)
            response.headers += limits
            if response.status < 300 { answers[route.kind] = response }
            return response
        } catch {
            var response = error.response(rules)
            response.headers += limits
            return response
        }
    }
}
