import SMMAdapterKit
import SMMAdapterTestKit
import SMMPublishing

/// A transport that passes the kill points of a transfer and, once its daemon is dead, neither sends nor answers.
struct DyingTransport: HTTPTransport {
    let real: FakeTransport
    let life: Life

    func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
        let hasEffect = request.method != "GET"
        if hasEffect { life.reached(.firstByte, operation: 0) }
        // Killed at the first byte: the request never became whole, so the network did nothing.
        if life.isOver { throw Self.dead }
        let response: HTTPResponse
        do throws(HTTPTransportError) {
            response = try await real.send(request)
        } catch {
            if hasEffect { life.reached(.lastByte, operation: 0) }
            throw life.isOver ? Self.dead : error
        }
        if hasEffect {
            life.reached(.lastByte, operation: 0)
            life.reached(.responseHead, operation: 0)
        }
        if life.isOver { throw Self.dead }
        return response
    }

    private static let dead = HTTPTransportError(progress: .bodyWritten, failure: Failure("killed", "killed"))
}
