package import SMMAdapterKit

/// The other side of an adapter under test: it answers as its platform does, and faults can be planned.
package protocol ConformanceNetwork: HTTPTransport {
    /// Adds faults for the next requests of a kind.
    func plan(_ kind: FakeRequestKind, _ faults: [FakeFault])
    /// How many requests that change something visible came in.
    var effectRequests: Int { get }
    /// How many edits and deletes really changed something.
    var changes: Int { get }
    /// The last unharmed answer to a request of this kind.
    func lastAnswer(_ kind: FakeRequestKind) -> HTTPResponse?
}
