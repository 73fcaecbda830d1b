import SMMAdapterKit
import SMMModel

/// Asks the gate once more before each request that can have an effect, so that a crisis stop that was acknowledged
/// lets nothing more leave, whatever the adapter was doing meanwhile.
struct GatedTransport: HTTPTransport {
    let next: any HTTPTransport
    let gate: Gate
    let operation: OperationRecord

    func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
        if request.method != "GET", request.method != "HEAD",
            let hold = gate.hold(
                brand: operation.brand, account: operation.account, post: operation.post, operation: operation.id)
        {
            throw HTTPTransportError(
                progress: .notConnected,
                failure: Failure(FailureCode.held, "A hold was placed (\(hold.reason.rawValue)); nothing was sent."))
        }
        return try await next.send(request)
    }
}
