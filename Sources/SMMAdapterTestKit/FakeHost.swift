package import SMMAdapterKit
package import SMMModel

/// A fake platform that takes requests one by one and may be used by many tasks at once: what ``FakeNetworkServer``
/// puts behind a socket.
package protocol FakeHost: Sendable {
    /// The most bytes of a request body that reach it; what is longer is refused with 413 before.
    var maximumBody: Int { get }
    /// What time it is there, told with every answer; nil for a server that does not say.
    var now: Instant? { get }
    /// Takes one request now. The URL is absolute, or a path with the `Host` field beside it. Never traps.
    func handle(_ request: HTTPRequest) -> FakeAnswer
}

extension FakeHost {
    /// It does not say.
    package var now: Instant? { nil }
    /// 16 MiB.
    package var maximumBody: Int { 16 << 20 }
}
