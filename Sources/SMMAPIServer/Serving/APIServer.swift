import HTTPTypes
import HummingbirdCore
package import Logging
package import NIOCore
import NIOExtras
import NIOHTTPTypes
import NIOPosix
import SMMAPI
import SMMAccounts
import SMMModel
import SMMSystemd
import ServiceLifecycle

/// Serves the control API on Unix sockets until it is told to stop; open requests are then finished, streams ended.
package struct APIServer: Service {
    private enum Accepted: Sendable {
        case refused
        case serving(HTTP1Channel, HTTP1Channel.Value, LoopExecutor)
    }

    private typealias Listener = NIOAsyncChannel<Accepted, Never>

    private let responder: APIResponder
    private let targets: [ListenTarget]
    private let settings: ServerSettings
    private let logger: Logger
    private let group: any EventLoopGroup
    private let onReady: @Sendable () -> Void

    /// A server of `responder`; `onReady` is called once every socket accepts.
    package init(
        responder: APIResponder, targets: [ListenTarget], settings: ServerSettings = ServerSettings(), logger: Logger,
        group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton, onReady: @escaping @Sendable () -> Void = {}
    ) {
        self.responder = responder
        self.targets = targets
        self.settings = settings
        self.logger = logger
        self.group = group
        self.onReady = onReady
    }

    /// Listens and serves.
    ///
    /// - Throws: `ListenError` when a socket cannot be listened on, `AcceptError` when one stops taking connections.
    package func run() async throws {
        let quiescing = ServerQuiescingHelper(group: group)
        let limiter = ConnectionLimiter(
            maximum: settings.maximumConnections, reserved: settings.reservedConnections,
            lingering: settings.lingeringConnections)
        var listeners: [Listener] = []
        for target in targets { listeners.append(try await listen(on: target, quiescing, limiter)) }
        let names = targets.compactMap { target in
            if case .path(let path, _) = target { SocketName(path) } else { nil }
        }
        defer { for name in names { name.remove() } }
        onReady()
        let (all, streams) = (listeners, responder.streams)
        try await withGracefulShutdownHandler {
            try await withThrowingDiscardingTaskGroup { tasks in
                for listener in all { tasks.addTask { try await accept(from: listener) } }
            }
        } onGracefulShutdown: {
            streams.endAll()
            quiescing.initiateShutdown(promise: nil)
        }
    }

    private func listen(
        on target: ListenTarget, _ quiescing: ServerQuiescingHelper, _ limiter: ConnectionLimiter
    ) async throws -> Listener {
        let logger = self.logger
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(AcceptPause(logger))
                    try pipeline.addHandler(quiescing.makeServerChannelHandler(channel: channel))
                }
            }
        let accept: @Sendable (any Channel) -> EventLoopFuture<Accepted> = { prepare($0, limiter) }
        switch target {
        case .descriptor(let descriptor):
            return try await bootstrap.bind(descriptor, childChannelInitializer: accept)
        case .path(let path, let mode):
            let descriptor = try UnixListener.open(path: path, mode: mode)
            return try await bootstrap.bind(descriptor, childChannelInitializer: accept)
        }
    }

    /// Builds a connection's pipeline. Never fails: an error here would end the whole listener.
    private func prepare(_ channel: any Channel, _ limiter: ConnectionLimiter) -> EventLoopFuture<Accepted> {
        guard let credentials = Self.credentials(channel) else { return refuse(channel, nil, limiter) }
        guard limiter.enter(uid: credentials.userID) else {
            return refuse(
                channel,
                Problem(
                    Problem.Code("too-many-connections"), status: 503,
                    "The daemon has as many connections as it takes.",
                    next: "Try again in a moment."), limiter)
        }
        channel.closeFuture.whenComplete { _ in limiter.leave() }
        let peer = Peer(uid: credentials.userID, groups: [credentials.groupID] + credentials.supplementaryGroups)
        let clock = NIOLoopBound(
            RequestClock(settings), eventLoop: channel.eventLoop)
        let http = http(for: Connection(peer: peer, closed: channel.closeFuture), clock)
        return channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(clock.value)
        }.flatMap {
            http.setup(channel: channel, logger: logger)
        }.map { value in
            .serving(http, value, LoopExecutor(channel.eventLoop))
        }.flatMapErrorThrowing { _ in .refused }
    }

    private func http(for connection: Connection, _ clock: NIOLoopBound<RequestClock>) -> HTTP1Channel {
        let responder = responder
        return HTTP1Channel(
            responder: { request, writer, channel in
                guard let response = await responder.respond(to: request, on: connection) else {
                    throw ClientGone()
                }
                let mustClose = response.status == .contentTooLarge
                let isWrite = request.method != .get && request.method != .head
                try await writer.write(response: response.head, body: response.body)
                if isWrite { responder.hooks.answered() }
                // The rest of a body that was refused is not waited for.
                if mustClose { throw ClientGone() }
            },
            configuration: .init(
                additionalChannelHandlers: [RequestGuard(clock: clock.value)],
                idleTimeout: settings.idleTime,
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: settings.maximumHead, maxHeaderListSize: settings.maximumHead,
                    maxHeaderFieldCount: 100)))
    }

    /// Waits for nothing: the connection opens only after this.
    private func refuse(
        _ channel: any Channel, _ problem: Problem?, _ limiter: ConnectionLimiter
    ) -> EventLoopFuture<Accepted> {
        let answer = problem.map { RawResponse.bytes($0, reason: "Service Unavailable") } ?? ByteBuffer()
        let mayLinger = problem != nil && limiter.linger()
        if mayLinger { channel.closeFuture.whenComplete { _ in limiter.endLinger() } }
        return channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(
                RefusalHandler(answer: answer, patience: mayLinger ? settings.lingerTime : nil))
        }.map { .refused }.flatMapErrorThrowing { _ in .refused }
    }

    private static func credentials(_ channel: any Channel) -> PeerCredentials? {
        let found = try? channel.pipeline.syncOperations.withUnsafeTransportIfAvailable(
            of: NIOBSDSocket.Handle.self
        ) { try PeerCredentials.of(descriptor: $0) }
        return found ?? nil
    }

    private func accept(from listener: Listener) async throws {
        do {
            try await listener.executeThenClose { inbound in
                try await withThrowingDiscardingTaskGroup { connections in
                    for try await accepted in inbound {
                        guard case .serving(let http, let value, let executor) = accepted else { continue }
                        connections.addTask(executorPreference: executor) {
                            await http.handle(value: value, logger: logger)
                        }
                    }
                }
            }
        } catch let error as CancellationError {
            throw error
        } catch {
            throw AcceptError(reason: "\(error)")
        }
    }
}
