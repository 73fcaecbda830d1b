package import SMMAdapterKit
package import SMMModel

/// A stateful, strict social network as a pure value: requests and time in, answers and effects out.
///
/// Credentials are `Bearer fake-` and the account's name; every name is an account until it is revoked. All effects
/// stay on record, so that a harness can count what is lost and what is doubled without asking the daemon.
package struct FakeNetwork: Sendable, FaultedFake {
    /// How it behaves when nothing is scripted.
    package var rules: FakeRules
    /// What happens to which request.
    package var script: FakeScript
    /// Accounts whose credential does not work.
    package var revoked: Set<String> = []
    /// Whether requests are kept in `log`.
    package var keepsLog = true
    /// Every post ever made, in order, deleted ones included.
    package internal(set) var posts: [FakePost] = []
    /// Every request, when kept.
    package private(set) var log: [FakeLogEntry] = []

    /// Requests of each kind, whatever became of them.
    package private(set) var counts: [FakeRequestKind: Int] = [:]
    /// The last unharmed success of each kind.
    package private(set) var answers: [FakeRequestKind: HTTPResponse] = [:]
    /// How often something that stands was edited or deleted.
    package private(set) var changeCount = 0

    var byID: [String: Int] = [:]
    var keys: [String: FakeStoredKey] = [:]
    var containers: [String: FakeContainer] = [:]
    var media: [String: (account: String, medium: FakeMedium)] = [:]
    var spent: [String: (from: Instant, count: Int)] = [:]
    var late: [(at: Instant, call: HTTPRequest)] = []

    /// A network without posts.
    package init(_ rules: FakeRules, script: FakeScript = FakeScript()) {
        self.rules = rules
        self.script = script
    }

    /// Takes one request at `now`. Never traps, whatever the request holds.
    package mutating func handle(_ request: HTTPRequest, now: Instant) -> FakeAnswer {
        settle(now: now)
        let parsed = FakeRoute.parse(request)
        let kind = parsed?.route.kind ?? .read
        let fault = script.next(kind, by: parsed?.account)
        counts[kind, default: 0] += 1
        let before = posts.count
        let edits = changeCount
        let answer = answer(request, kind, fault, now: now)
        if keepsLog {
            log.append(
                FakeLogEntry(
                    at: now, line: request.method + " " + request.url, kind: kind, fault: fault,
                    status: status(answer), hadEffect: posts.count != before || changeCount != edits))
        }
        return answer
    }

    /// Lets the effects of late requests happen whose time has come. `handle` does it too.
    package mutating func settle(now: Instant) { performLate(now: now) }

    mutating func countChange() { changeCount += 1 }

    mutating func performTwice(_ request: HTTPRequest, _ kind: FakeRequestKind, now: Instant) -> HTTPResponse {
        let count = posts.count
        let response = perform(request, now: now)
        if kind == .publish, posts.count > count, let post = posts.last { repeatEffect(post, now: now) }
        return response
    }

    private func status(_ answer: FakeAnswer) -> Int? {
        switch answer {
        case .whole(let response), .cut(let response, _): response.status
        case .closed, .silence, .failed: nil
        }
    }

    mutating func perform(_ request: HTTPRequest, now: Instant) -> HTTPResponse {
        guard let (route, account) = FakeRoute.parse(request) else {
            return FakeReply.error(404, "no-such-route", "There is nothing here.")
        }
        var limits: [HTTPField] = []
        do throws(FakeRefusal) {
            try authorise(request, account)
            limits = try spend(account, now: now)
            var response = try perform(route, request, account, now: now)
            response.headers += limits
            if response.status < 300 { answers[route.kind] = response }
            return response
        } catch {
            var response = error.response
            response.headers += limits
            if error.status == 429 { response.headers += limitHeaders(account, now: now) }
            return response
        }
    }

    private mutating func perform(
        _ route: FakeRoute, _ request: HTTPRequest, _ account: String, now: Instant
    ) throws(FakeRefusal) -> HTTPResponse {
        switch route {
        case .create: try create(request, account, now: now)
        case .put(let key): try put(key, request, account, now: now)
        case .edit(let id): try edit(id, request, account)
        case .delete(let id): try delete(id, account, now: now)
        case .get(let id): try get(id, account)
        case .list(let query): try list(query, account, now: now)
        case .makeContainer: try makeContainer(request, account, now: now)
        case .getContainer(let id): try getContainer(id, account, now: now)
        case .publishContainer(let id): try publishContainer(id, account, now: now)
        case .upload: try upload(request, account)
        }
    }
}
