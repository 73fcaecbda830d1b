package import SMMAdapterKit
import SMMModel

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
        switch host.handle(request) {
        case .whole(let response):
            guard response.body.count <= request.maximumResponse else {
                throw failure(.headReceived, "too-large", "The answer is too large.", status: response.status)
            }
            return response
        case .cut(let response, _):
            throw failure(.headReceived, "truncated", "The answer broke off.", status: response.status)
        case .closed:
            throw failure(.bodyWritten, "closed", "The connection was closed before an answer.")
        case .silence:
            throw failure(.bodyWritten, "time-out", "There was no answer in time.")
        case .failed(let progress, let code):
            throw failure(progress, code, "The request did not get through.")
        }
    }

    private func failure(
        _ progress: TransferProgress, _ code: String, _ message: String, status: Int? = nil
    ) -> HTTPTransportError {
        HTTPTransportError(progress: progress, failure: Failure(code, message, status: status), status: status)
    }
}
