package import SMMAdapterKit
package import SMMModel
import Synchronization

/// One fake network that many tasks may use at once.
package final class FakeNetworkHost: FakeHost {
    /// The clock it lives by.
    package let clock: any TimeSource
    private let network: Mutex<FakeNetwork>

    /// A host of `network`.
    package init(_ network: FakeNetwork, clock: any TimeSource) {
        self.clock = clock
        self.network = Mutex(network)
    }

    /// A host of a network with these rules.
    package convenience init(_ rules: FakeRules, script: FakeScript = FakeScript(), clock: any TimeSource) {
        self.init(FakeNetwork(rules, script: script), clock: clock)
    }

    /// Takes one request now.
    package func handle(_ request: HTTPRequest) -> FakeAnswer {
        let now = clock.now
        return network.withLock { $0.handle(request, now: now) }
    }

    /// Adds faults for the next requests of a kind.
    package func plan(_ kind: FakeRequestKind, _ faults: FakeFault...) {
        network.withLock { $0.script.plan(kind, faults) }
    }

    /// Changes whatever stands in the network: rules, script, revoked accounts.
    package func change(_ body: @Sendable (inout FakeNetwork) -> Void) { network.withLock { body(&$0) } }

    /// The network as it is now, late effects that are due included.
    package var snapshot: FakeNetwork {
        let now = clock.now
        return network.withLock {
            $0.settle(now: now)
            return $0
        }
    }

    /// The posts of an account that stand, oldest first.
    package func posts(of account: String) -> [FakePost] { snapshot.posts(of: account) }

    /// What was made, lost and doubled.
    package func report() -> FakeReport { snapshot.report() }
}
