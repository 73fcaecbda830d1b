import HTTPTypes
import HummingbirdCore
package import Logging
package import NIOCore
import NIOExtras
import NIOHTTP1
import NIOHTTPTypes
import NIOPosix
import SMMSystemd
import ServiceLifecycle

/// Serves the door until it is told to stop.
package struct DoorServer: Service {
    private enum Accepted: Sendable {
        case refused
        case serving(HTTP1Channel, HTTP1Channel.Value)
    }

    private typealias Listener = NIOAsyncChannel<Accepted, Never>

    private let responder: DoorResponder
    private let targets: [DoorListenTarget]
    private let settings: DoorSettings
    private let logger: Logger
    private let group: any EventLoopGroup
    private let files: NIOThreadPool
    private let onReady: @Sendable ([Int]) -> Void
    /// The open connections.
    package let room: ConnectionRoom

    /// A server of `responder`; `onReady` is called with the ports once every socket accepts.
    package init(
        responder: DoorResponder, targets: [DoorListenTarget], settings: DoorSettings, logger: Logger,
        group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton,
        onReady: @escaping @Sendable ([Int]) -> Void = { _ in }
    ) {
        self.responder = responder
        self.targets = targets
        self.settings = settings
        self.logger = logger
        self.group = group
        self.onReady = onReady
        files = .singleton
        room = ConnectionRoom(most: settings.maximumConnections)
    }

    /// Listens and serves.
    package func run() async throws {
        let quiescing = ServerQuiescingHelper(group: group)
        var listeners: [Listener] = []
        for target in targets { listeners.append(try await listen(on: target, quiescing)) }
        onReady(listeners.map { $0.channel.localAddress?.port ?? 0 })
        let all = listeners
        try await withGracefulShutdownHandler {
            try await withThrowingDiscardingTaskGroup { tasks in
                for listener in all { tasks.addTask { try await accept(from: listener) } }
            }
        } onGracefulShutdown: {
            quiescing.initiateShutdown(promise: nil)
        }
    }

    private func listen(on target: DoorListenTarget, _ quiescing: ServerQuiescingHelper) async throws -> Listener {
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(quiescing.makeServerChannelHandler(channel: channel))
                }
            }
        let accept: @Sendable (any Channel) -> EventLoopFuture<Accepted> = { prepare($0) }
        return switch target {
        case .descriptor(let descriptor): try await bootstrap.bind(descriptor, childChannelInitializer: accept)
        case .address(let host, let port):
            try await bootstrap.bind(host: host, port: port, childChannelInitializer: accept)
        }
    }

    /// Builds a connection's pipeline. Never fails: an error here would end the whole listener.
    private func prepare(_ channel: any Channel) -> EventLoopFuture<Accepted> {
        guard let place = room.enter(channel) else {
            return channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(TurnedAway())
            }.map { .refused }.flatMapErrorThrowing { refused(channel, $0) }
        }
        channel.closeFuture.whenComplete { [room] _ in room.leave(place) }
        let http = http(peer: channel.remoteAddress?.ipAddress, place)
        return http.setup(channel: channel, logger: logger)
            .flatMapThrowing { value in
                let pipeline = channel.pipeline.syncOperations
                let parser = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
                try pipeline.addHandler(OriginForm(), position: .after(parser))
                return .serving(http, value)
            }.flatMapErrorThrowing { refused(channel, $0) }
    }

    /// Closes a connection that could not be set up. Nobody else would: without its guard it has no time at all.
    private func refused(_ channel: any Channel, _ error: any Error) -> Accepted {
        logger.debug("A connection could not be set up.", metadata: LogKey.metadata([.error: "\(type(of: error))"]))
        channel.close(promise: nil)
        return .refused
    }

    private func http(peer: String?, _ place: UInt64) -> HTTP1Channel {
        let (responder, settings, room, files) = (self.responder, self.settings, self.room, self.files)
        return HTTP1Channel(
            responder: { request, writer, _ in
                let head = DoorRequest(
                    method: request.method, target: request.head.path ?? "", host: request.head.authority,
                    fields: request.headers, peer: peer)
                let body = UnreadBody(request)
                let reply = await responder.respond(to: head) { await body.read(most: $0) }
                defer { reply.place?.leave() }
                // The rest of a body that was refused is not waited for.
                let mustClose = head.hasBody && !body.isRead
                var answer = HTTPResponse(status: reply.status, headerFields: reply.allFields)
                if mustClose { answer.headerFields[.connection] = "close" }
                let content: DoorReply.Body = request.method == .head ? .none : reply.body
                try await Self.write(answer, content, to: writer, files)
                if mustClose { throw CutShort() }
            },
            configuration: .init(
                additionalChannelHandlers: [DoorGuard(settings, isBusy: { room.set(place, isIdle: !$0) })],
                idleTimeout: nil,
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: settings.maximumHead, maxHeaderListSize: settings.maximumHead,
                    maxHeaderFieldCount: 64)))
    }

    private static func write(
        _ head: HTTPResponse, _ content: DoorReply.Body, to writer: consuming ResponseWriter, _ files: NIOThreadPool
    ) async throws {
        switch content {
        case .none: try await writer.writeResponse(head)
        case .bytes(let bytes):
            try await writer.write(response: head, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        case .file(let file, let count):
            let body = FileBody(file: file, count: count, pool: files)
            try await writer.write(
                response: head,
                body: ResponseBody(contentLength: Int(count)) { writer in
                    try await body.write(to: &writer)
                })
        }
    }

    private func accept(from listener: Listener) async throws {
        try await listener.executeThenClose { inbound in
            try await withThrowingDiscardingTaskGroup { connections in
                for try await accepted in inbound {
                    guard case .serving(let http, let value) = accepted else { continue }
                    connections.addTask { await http.handle(value: value, logger: logger) }
                }
            }
        }
    }
}
