package import SMMAdapterKit
package import SMMModel
import Synchronization

/// One fake network of the AT Protocol that many tasks may use at once: in memory as a transport, or behind a socket
/// by ``FakeNetworkServer``.
package final class FakeBlueskyHost: FakeHost, ConformanceNetwork {
    /// The clock it lives by.
    package let clock: any TimeSource
    private let network: Mutex<FakeBluesky>

    /// A host of a network.
    package init(_ network: FakeBluesky, clock: any TimeSource) {
        self.clock = clock
        self.network = Mutex(network)
    }

    /// A host of a network with these rules and no one in it.
    package convenience init(
        _ rules: FakeBlueskyRules = .reference, catalog: LexiconCatalog? = nil, clock: any TimeSource
    ) {
        var network = FakeBluesky(rules)
        network.catalog = catalog
        self.init(network, clock: clock)
    }

    /// What the server takes, a video in one piece included, and never less than 16 MiB.
    package var maximumBody: Int {
        let rules = network.withLock { $0.rules }
        return min(1 << 30, max(16 << 20, rules.blobLimit, Int(min(rules.video.sizeLimit, 1 << 30)))) + 1
    }

    /// What time it is by its clock.
    package var now: Instant? { clock.now }

    /// Takes one request now.
    package func handle(_ request: HTTPRequest) -> FakeAnswer {
        let now = clock.now
        return network.withLock { $0.handle(request, now: now) }
    }

    /// Hands the request to the network, without sockets.
    package func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
        try handle(request.revealed).received(by: request)
    }

    /// Adds faults for the next requests of a kind.
    package func plan(_ kind: FakeRequestKind, _ faults: [FakeFault]) {
        network.withLock { $0.script.plan(kind, faults) }
    }

    /// Adds faults for the next requests of a method: `com.atproto.server.refreshSession`.
    package func plan(method: String, _ faults: FakeFault...) {
        network.withLock { $0.planned[method, default: []] += faults }
    }

    /// How many requests that change something visible came in.
    package var effectRequests: Int { network.withLock { ($0.counts[.publish] ?? 0) + ($0.counts[.change] ?? 0) } }

    /// How often a record that stood was replaced or taken away.
    package var changes: Int { network.withLock { $0.changeCount } }

    /// The last answer the network gave to a request of this kind, before any fault.
    package func lastAnswer(_ kind: FakeRequestKind) -> HTTPResponse? { network.withLock { $0.answers[kind] } }

    /// Changes whatever stands in the network, at its time: rules, people, planned faults.
    @discardableResult
    package func change<Value: Sendable>(_ body: @Sendable (inout FakeBluesky, Instant) -> Value) -> Value {
        let now = clock.now
        return network.withLock {
            $0.settle(now: now)
            return body(&$0, now)
        }
    }

    /// The network as it is now, what is due included.
    package var snapshot: FakeBluesky { change { network, _ in network } }

    /// What was made, lost and doubled.
    package func report() -> FakeBlueskyReport { snapshot.report() }
}
