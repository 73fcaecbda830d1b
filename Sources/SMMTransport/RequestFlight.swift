import AsyncHTTPClient
import NIOCore
import SMMAdapterKit
import Synchronization

/// One request under way: begun on its event loop, given up from anywhere.
///
/// Begun on the loop, the client does in one hop what takes it six from another thread.
final class RequestFlight: Sendable {
    typealias Outcome = Result<HTTPResponse, HTTPTransportError>

    private enum Stage {
        case waiting
        case flying(HTTPClient.Task<HTTPResponse>)
        case over
    }

    private let collector: ResponseCollector
    private let stage = Mutex(Stage.waiting)

    /// A flight whose answer `collector` collects.
    init(_ collector: ResponseCollector) {
        self.collector = collector
    }

    /// Begins, unless it was given up before; `ended` is called on the event loop.
    func begin(
        _ execute: (ResponseCollector) -> HTTPClient.Task<HTTPResponse>, ended: @escaping @Sendable (Outcome) -> Void
    ) {
        guard stage.withLock({ if case .waiting = $0 { true } else { false } }) else {
            ended(.failure(TransportFailure.error(HTTPClientError.cancelled, progress: .notConnected, status: nil)))
            return
        }
        let task = execute(collector)
        let isGivenUp = stage.withLock { stage in
            guard case .waiting = stage else { return true }
            stage = .flying(task)
            return false
        }
        if isGivenUp { task.cancel() }
        task.futureResult.whenComplete { [self] result in
            stage.withLock { $0 = .over }
            ended(result.mapError { [collector] in collector.failure($0) })
        }
    }

    /// Gives it up: what was sent stays sent, and the outcome says how far it got.
    func giveUp() {
        let task = stage.withLock { stage -> HTTPClient.Task<HTTPResponse>? in
            defer { stage = .over }
            if case .flying(let task) = stage { return task }
            return nil
        }
        task?.cancel()
    }
}
