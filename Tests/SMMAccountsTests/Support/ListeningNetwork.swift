import SMMAdapterKit
import SMMModel
import Synchronization

/// A network that answers nothing and remembers how long each answer might have taken.
final class ListeningNetwork: HTTPTransport {
    private let heard = Mutex<[Milliseconds]>([])

    /// The deadlines of the requests, in their order.
    var deadlines: [Milliseconds] { heard.withLock { $0 } }

    func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
        heard.withLock { $0.append(request.deadline) }
        throw HTTPTransportError(progress: .notConnected, failure: Failure("not-connected", "No connection was made."))
    }
}
