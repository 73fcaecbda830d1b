import NIOCore
import NIOHTTP1
import Synchronization

/// One HTTP/1.1 connection to the daemon. One exchange at a time; every wait has an end.
final class ClientConnection: Sendable {
    let channel: any Channel
    private let exchange: NIOLoopBound<ExchangeHandler>
    /// What ends with the connection, e.g. the ssh process.
    let tunnel: SSHTunnel?

    private init(channel: any Channel, exchange: NIOLoopBound<ExchangeHandler>, tunnel: SSHTunnel?) {
        self.channel = channel
        self.exchange = exchange
        self.tunnel = tunnel
    }

    /// Puts the HTTP client's handlers on a new channel; on its event loop.
    static func setUp(_ channel: any Channel, tunnel: SSHTunnel? = nil) -> EventLoopFuture<ClientConnection> {
        channel.eventLoop.makeCompletedFuture {
            let handler = ExchangeHandler()
            try channel.pipeline.syncOperations.addHTTPClientHandlers(leftOverBytesStrategy: .dropBytes)
            try channel.pipeline.syncOperations.addHandler(handler)
            return ClientConnection(
                channel: channel, exchange: NIOLoopBound(handler, eventLoop: channel.eventLoop), tunnel: tunnel)
        }
    }

    /// The next part of the answer.
    func next() async throws -> HTTPClientResponsePart { try await nextFuture().get() }

    /// The next part of the answer, asked for now.
    func nextFuture() -> EventLoopFuture<HTTPClientResponsePart> {
        let promise = channel.eventLoop.makePromise(of: HTTPClientResponsePart.self)
        let exchange = exchange
        channel.eventLoop.execute { exchange.value.pull(promise) }
        return promise.futureResult
    }

    /// Sends one part and waits until the system has taken it.
    func write(_ part: HTTPClientRequestPart) async throws { try await channel.writeAndFlush(part).get() }

    /// Runs `body`; closes the connection when it takes longer than `limit` and then throws `timedOut`.
    func within<Value: Sendable>(
        _ limit: TimeAmount, _ body: () async throws -> Value
    ) async throws -> Value {
        let late = LateFlag()
        let timer = channel.eventLoop.scheduleTask(in: limit) { [channel] in
            late.raise()
            channel.close(promise: nil)
        }
        defer { timer.cancel() }
        do {
            return try await body()
        } catch  where late.isRaised {
            throw ClientError(
                .timedOut, "The daemon did not answer within \(limit.nanoseconds / 1_000_000_000) s.",
                next: "smmctl status")
        }
    }

    /// Closes the connection and what hangs on it.
    func close() async {
        try? await channel.close().get()
        tunnel?.end()
    }
}

/// Whether a time limit has passed.
private final class LateFlag: Sendable {
    private let flag = Atomic(false)
    var isRaised: Bool { flag.load(ordering: .acquiring) }
    func raise() { flag.store(true, ordering: .releasing) }
}
