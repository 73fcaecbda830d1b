import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import SMMAdapterKit
import Synchronization

/// Collects one answer within its limits and knows how far the request got.
///
/// All hooks run on the one event loop that also carries the connection, so none can be overtaken by a deadline.
final class ResponseCollector: HTTPClientResponseDelegate {
    typealias Response = HTTPResponse

    /// An answer over a limit.
    struct TooLarge: Error {}

    private struct State {
        var progress = TransferProgress.notConnected
        var status: Int?
        var headers: [HTTPField] = []
        var body: [UInt8] = []
    }

    private let state = Mutex(State())
    private let maximumHeader: Int
    private let maximumBody: Int
    private let host: String?
    private let watcher: (@Sendable (TransferProgress) -> Void)?

    init(
        maximumHeader: Int, maximumBody: Int, host: String? = nil,
        watcher: (@Sendable (TransferProgress) -> Void)? = nil
    ) {
        self.maximumHeader = maximumHeader
        self.maximumBody = max(0, maximumBody)
        self.host = host
        self.watcher = watcher
    }

    /// What `error` means, with how far the request got and the status if the head arrived.
    func failure(_ error: any Error) -> HTTPTransportError {
        let (progress, status) = state.withLock { ($0.progress, $0.status) }
        return TransportFailure.error(error, progress: progress, status: status, host: host)
    }

    func didSendRequestHead(task: HTTPClient.Task<Response>, _ head: HTTPRequestHead) { reached(.headWritten) }

    func didSendRequestPart(task: HTTPClient.Task<Response>, _ part: IOData) { reached(.bodyPartly) }

    func didSendRequest(task: HTTPClient.Task<Response>) { reached(.bodyWritten) }

    func didReceiveHead(task: HTTPClient.Task<Response>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
        var size = 0
        var fields: [HTTPField] = []
        fields.reserveCapacity(head.headers.count)
        for (name, value) in head.headers {
            size += name.utf8.count + value.utf8.count + 4
            fields.append(HTTPField(name, value))
        }
        let declared = head.headers.first(name: "content-length").flatMap { Int($0) } ?? 0
        let fits = size <= maximumHeader && declared <= maximumBody
        state.withLock {
            $0.progress = .headReceived
            $0.status = Int(head.status.code)
            $0.headers = fields
            if fits { $0.body.reserveCapacity(max(0, min(declared, 1 << 20))) }
        }
        watcher?(.headReceived)
        return fits ? task.eventLoop.makeSucceededVoidFuture() : task.eventLoop.makeFailedFuture(TooLarge())
    }

    func didReceiveBodyPart(task: HTTPClient.Task<Response>, _ buffer: ByteBuffer) -> EventLoopFuture<Void> {
        let fits = state.withLock {
            guard $0.body.count + buffer.readableBytes <= maximumBody else { return false }
            $0.body.append(contentsOf: buffer.readableBytesView)
            return true
        }
        return fits ? task.eventLoop.makeSucceededVoidFuture() : task.eventLoop.makeFailedFuture(TooLarge())
    }

    func didFinishRequest(task: HTTPClient.Task<Response>) throws -> HTTPResponse {
        state.withLock { HTTPResponse(status: $0.status ?? 0, headers: $0.headers, body: $0.body) }
    }

    private func reached(_ progress: TransferProgress) {
        state.withLock { $0.progress = max($0.progress, progress) }
        watcher?(progress)
    }
}
