package import SMMAdapterKit
package import SMMPublishing

/// Passes the kill points of a transfer: before the first byte of a request with an effect, after the answer's head.
package struct KillingTransport: HTTPTransport {
    private let next: any HTTPTransport
    private let observer: any KillPointObserver

    /// A transport around `next` that tells `observer`.
    package init(next: any HTTPTransport, observer: any KillPointObserver) {
        self.next = next
        self.observer = observer
    }

    /// Sends, passing the points on the way.
    package func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
        let hasEffect = request.method != "GET" && request.method != "HEAD"
        if hasEffect { observer.reached(.firstByte, operation: 0) }
        let response = try await next.send(request)
        if hasEffect { observer.reached(.responseHead, operation: 0) }
        return response
    }
}
