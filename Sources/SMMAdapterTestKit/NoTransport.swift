package import SMMAdapterKit

/// The network of an adapter that has none: whoever sends is told so.
package struct NoTransport: HTTPTransport {
    /// None.
    package init() {}

    package func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
        throw HTTPTransportError(
            progress: .notConnected, failure: Failure("no-network", "A local adapter does not use the network."))
    }
}
