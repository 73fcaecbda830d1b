import SMMAdapterKit

/// A transport that reaches nothing.
struct NoNetwork: HTTPTransport {
    func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
        throw HTTPTransportError(progress: .notConnected, failure: Failure("not-connected", "There is no network."))
    }
}
