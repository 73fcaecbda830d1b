import SMMAdapterKit
import Synchronization

/// A transport that answers as told and keeps the requests.
final class FakeServer: HTTPTransport {
    private let state = Mutex<[HTTPRequest]>([])
    private let answer: @Sendable (HTTPRequest) throws(HTTPTransportError) -> HTTPResponse

    init(_ answer: @escaping @Sendable (HTTPRequest) throws(HTTPTransportError) -> HTTPResponse) {
        self.answer = answer
    }

    /// A server that gives this status, body and headers.
    convenience init(_ status: Int, _ body: String = #"{"id":"x1","event":"message"}"#, _ headers: [HTTPField] = []) {
        self.init { _ in HTTPResponse(status: status, headers: headers, body: Array(body.utf8)) }
    }

    var requests: [HTTPRequest] { state.withLock { $0 } }

    func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
        state.withLock { $0.append(request) }
        return try answer(request)
    }
}
