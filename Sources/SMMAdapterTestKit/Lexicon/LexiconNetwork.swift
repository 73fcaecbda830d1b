package import SMMAdapterKit
import Synchronization

/// A network that notes every XRPC request which breaks a lexicon, and hands all of them on.
package final class LexiconNetwork: ConformanceNetwork {
    private let inner: any ConformanceNetwork
    private let catalog: LexiconCatalog
    private let tell: @Sendable (String) -> Void
    private let state = Mutex<(count: Int, violations: [String])>((0, []))

    /// Watches what goes to `inner`; `tell` hears of each breach when it happens.
    package init(
        _ inner: any ConformanceNetwork, _ catalog: LexiconCatalog,
        tell: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.inner = inner
        self.catalog = catalog
        self.tell = tell
    }

    /// What was wrong so far: `METHOD path: what is due (code)`, in order.
    package var violations: [String] { state.withLock { $0.violations } }
    /// How many XRPC requests were checked; 0 means that nothing was proved.
    package var checked: Int { state.withLock { $0.count } }

    /// Checks the request and hands it on.
    package func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
        let revealed = request.revealed
        if let method = XRPCCall(revealed).method {
            let found = catalog.violations(of: revealed).map { "\(method) \($0)" }
            state.withLock {
                $0.count += 1
                $0.violations += found
            }
            found.forEach(tell)
        }
        return try await inner.send(request)
    }

    /// Adds faults for the next requests of a kind.
    package func plan(_ kind: FakeRequestKind, _ faults: [FakeFault]) { inner.plan(kind, faults) }
    /// How many requests that change something visible came in.
    package var effectRequests: Int { inner.effectRequests }
    /// How many edits and deletes really changed something.
    package var changes: Int { inner.changes }
    /// The last unharmed answer to a request of this kind.
    package func lastAnswer(_ kind: FakeRequestKind) -> HTTPResponse? { inner.lastAnswer(kind) }
}
