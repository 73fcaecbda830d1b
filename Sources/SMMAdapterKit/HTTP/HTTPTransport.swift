/// The one choke point to the network. Never follows redirects, never retries, always says how far it got.
package protocol HTTPTransport: Sendable {
    /// Sends one request and collects the answer within the request's limits.
    ///
    /// - Throws: `HTTPTransportError`, which carries the progress made.
    func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse

    /// Sends one request and tells each step of the way as it is made: what left and what came, as the connection
    /// itself reports it. A transport that cannot tell says nothing.
    ///
    /// - Parameter progress: called on the connection's own thread; must return at once.
    /// - Throws: `HTTPTransportError`, which carries the progress made.
    func send(
        _ request: HTTPRequest, telling progress: @escaping @Sendable (TransferProgress) -> Void
    ) async throws(HTTPTransportError) -> HTTPResponse
}

extension HTTPTransport {
    /// Sends without telling: for transports that have no connection to watch.
    package func send(
        _ request: HTTPRequest, telling progress: @escaping @Sendable (TransferProgress) -> Void
    ) async throws(HTTPTransportError) -> HTTPResponse {
        try await send(request)
    }
}
