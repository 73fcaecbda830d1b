package import NIOCore
import NIOHTTP1
import NIOPosix

/// A loopback HTTP sink: answers every POST with a small JSON document. Stands in where no faster one is at hand.
package struct SinkServer: Sendable {
    private let channel: any Channel

    /// Listens on a free port of 127.0.0.1.
    package static func start() async throws -> SinkServer {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 256)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(SinkHandler())
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return SinkServer(channel: channel)
    }

    /// Where it listens.
    package var port: Int { channel.localAddress?.port ?? 0 }

    /// Serves until the process ends.
    package func serve() async throws {
        try await channel.closeFuture.get()
    }
}

/// Answers each request once it has arrived whole.
private final class SinkHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private static let body = ByteBuffer(string: "{\"ok\":true,\"id\":\"1\"}")

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .end = unwrapInboundIn(data) else { return }
        var headers = HTTPHeaders()
        headers.add(name: "Content-Type", value: "application/json")
        headers.add(name: "Content-Length", value: "\(Self.body.readableBytes)")
        context.write(
            wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: .ok, headers: headers))), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(Self.body))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
}
