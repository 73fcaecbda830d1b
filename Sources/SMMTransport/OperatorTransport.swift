package import SMMAdapterKit

/// The transport for what the operator's own configuration names, which may stand in the operator's own network.
package struct OperatorTransport: HTTPTransport {
    private let transport: NetworkTransport

    /// A way past the rules of destinations; everything else is as with `transport`.
    package init(_ transport: NetworkTransport) {
        self.transport = transport
    }

    /// Sends one request and collects the answer.
    ///
    /// - Throws: as ``NetworkTransport/send(_:)``.
    package func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
        try await transport.sendAnywhere(request)
    }
}
