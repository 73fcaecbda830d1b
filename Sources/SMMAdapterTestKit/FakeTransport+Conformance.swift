package import SMMAdapterKit

extension FakeTransport: ConformanceNetwork {
    /// Adds faults for the next requests of a kind.
    package func plan(_ kind: FakeRequestKind, _ faults: [FakeFault]) {
        host.change { $0.script.plan(kind, faults) }
    }

    /// How many requests that change something visible came in.
    package var effectRequests: Int {
        let counts = host.snapshot.counts
        return (counts[.publish] ?? 0) + (counts[.change] ?? 0)
    }

    /// How many edits and deletes really changed something.
    package var changes: Int { host.snapshot.changeCount }

    /// The last answer the network gave to a request of this kind, before any fault.
    package func lastAnswer(_ kind: FakeRequestKind) -> HTTPResponse? { host.snapshot.answers[kind] }
}
