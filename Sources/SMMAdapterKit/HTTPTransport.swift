/// The one choke point to the network. Never follows redirects, never retries, always says how far it got.
package protocol HTTPTransport: Sendable {
    /// Sends one request and collects the answer within the request's limits.
    ///
    /// - Throws: `HTTPTransportError`, which carries the progress made.
    func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse
}
