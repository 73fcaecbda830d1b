package import SMMAdapterKit

/// A transport that reaches a `FakeNetworkHost` without sockets, with the evidence a real one would give.
package struct FakeTransport: HTTPTransport {
    /// The network behind it.
    package let host: FakeNetworkHost
    private let beforeSend: (@Sendable (HTTPRequest) async -> Void)?

    /// A transport; `beforeSend` runs before each request leaves (to hold it, or to look at the world then).
    package init(_ host: FakeNetworkHost, beforeSend: (@Sendable (HTTPRequest) async -> Void)? = nil) {
        self.host = host
        self.beforeSend = beforeSend
    }

    /// Hands the request to the network.
    package func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
        await beforeSend?(request)
        return try host.handle(request.revealed).received(by: request)
    }
}
