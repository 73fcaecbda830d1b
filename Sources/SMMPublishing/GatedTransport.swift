import SMMAdapterKit
import SMMModel

/// Asks the gate once more before each request that can have an effect, so that a crisis stop that was acknowledged
/// lets nothing more leave, whatever the adapter was doing meanwhile.
struct GatedTransport: HTTPTransport {
    let next: any HTTPTransport
    let gate: Gate
    let brand: BrandID
    let account: AccountID
    let post: PostID
    let operation: OperationID
    /// Counts what is handed to the network.
    let tally: RequestTally
    /// Told of the kill points on the wire; only harnesses have one.
    var observer: (any KillPointObserver)?

    func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
        guard request.method != "GET", request.method != "HEAD" else {
            tally.add()
            return try await next.send(request)
        }
        if let hold = gate.hold(brand: brand, account: account, post: post, operation: operation) {
            throw HTTPTransportError(
                progress: .notConnected,
                failure: Failure(FailureCode.held, "A hold was placed (\(hold.reason.rawValue)); nothing was sent."))
        }
        tally.add()
        guard let observer else { return try await next.send(request) }
        let id = operation.rawValue
        return try await next.send(request) { progress in
            if let point = Self.point(progress) { observer.reached(point, operation: id) }
        }
    }

    /// The kill point that a step on the wire passes. The head of a watched request goes out by itself before the body,
    /// so that the first byte has left and the last has not, unless the request has no body.
    private static func point(_ progress: TransferProgress) -> KillPoint? {
        switch progress {
        case .headWritten: .firstByte
        case .bodyWritten: .lastByte
        case .headReceived: .responseHead
        case .notConnected, .connected, .bodyPartly: nil
        }
    }
}
