package import SMMAdapterKit
package import SMMModel
import Synchronization

/// One fake server of the Mastodon API that many tasks may use at once: in memory as a transport, or behind a socket
/// by ``FakeNetworkServer``.
package final class FakeMastodonHost: FakeHost, ConformanceNetwork {
    /// The clock it lives by.
    package let clock: any TimeSource
    private let server: Mutex<FakeMastodon>

    /// A host of a server.
    package init(_ server: FakeMastodon, clock: any TimeSource) {
        self.clock = clock
        self.server = Mutex(server)
    }

    /// A host of a server with these rules and accounts.
    package convenience init(
        _ rules: FakeMastodonRules = .mastodon, accounts: [String] = [], script: FakeScript = FakeScript(),
        clock: any TimeSource
    ) {
        self.init(FakeMastodon(rules, accounts: accounts, script: script, now: clock.now), clock: clock)
    }

    /// What the server takes and a mebibyte for the form around it.
    package var maximumBody: Int {
        let limits = server.withLock { $0.rules.limits }
        return min(max(limits.imageBytes, limits.videoBytes, 0), 1 << 30) + (1 << 20)
    }

    /// What time it is by its clock.
    package var now: Instant? { clock.now }

    /// Takes one request now.
    package func handle(_ request: HTTPRequest) -> FakeAnswer {
        let now = clock.now
        return server.withLock { $0.handle(request, now: now) }
    }

    /// Hands the request to the server, without sockets.
    package func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
        try handle(request.revealed).received(by: request)
    }

    /// Adds faults for the next requests of a kind.
    package func plan(_ kind: FakeRequestKind, _ faults: [FakeFault]) {
        server.withLock { $0.script.plan(kind, faults) }
    }

    /// Adds faults for the next requests of a route.
    package func plan(_ route: FakeMastodonRoute, _ faults: FakeFault...) {
        server.withLock { $0.planned[route, default: []] += faults }
    }

    /// How many requests that change something visible came in.
    package var effectRequests: Int {
        server.withLock { ($0.counts[.publish] ?? 0) + ($0.counts[.change] ?? 0) }
    }

    /// How many edits and deletes of statuses really changed something.
    package var changes: Int { server.withLock { $0.changeCount } }

    /// The last answer the server gave to a request of this kind, before any fault.
    package func lastAnswer(_ kind: FakeRequestKind) -> HTTPResponse? { server.withLock { $0.answers[kind] } }

    /// Changes whatever stands in the server, at its time: rules, people, tokens.
    @discardableResult
    package func change<Value: Sendable>(_ body: @Sendable (inout FakeMastodon, Instant) -> Value) -> Value {
        let now = clock.now
        return server.withLock {
            $0.settle(now: now)
            return body(&$0, now)
        }
    }

    /// The server as it is now, what is due included.
    package var snapshot: FakeMastodon { change { server, _ in server } }

    /// What was made, lost and doubled.
    package func report() -> FakeMastodonReport { snapshot.report() }

    /// How many statuses of an account stand.
    package func standing(of name: String) -> Int { snapshot.statuses(of: name).count }

    /// A token made by hand; see ``FakeMastodon/makeToken(for:scopes:now:)``.
    package func makeToken(for name: String, scopes: [String]? = nil) -> Secret? {
        change { $0.makeToken(for: name, scopes: scopes, now: $1) }
    }

    /// A person agrees; see ``FakeMastodon/approve(_:as:now:)``.
    package func approve(_ url: String, as name: String) -> FakeMastodonGrant? {
        change { $0.approve(url, as: name, now: $1) }
    }
}
