package import NIOCore
import NIOHTTP1
import NIOPosix
package import SMMAdapterKit
package import SMMModel

/// A fake platform behind a real HTTP/1.1 server on a loopback port.
package struct FakeNetworkServer: Sendable {
    /// The platform behind it.
    package let host: any FakeHost
    /// The port it listens on.
    package let port: Int
    private let listener: any Channel

    /// Where an account's `url` setting points.
    package var url: String { "http://127.0.0.1:\(port)" }

    /// Listens on 127.0.0.1, on any free port unless told which.
    ///
    /// - Parameters:
    ///   - answerDelay: how long each answer takes to leave; effects happen at once.
    ///   - control: answers a harness's own requests before the platform sees them; nil for a request that is none.
    /// - Throws: when it cannot listen there.
    package static func start(
        _ host: some FakeHost, port: Int = 0, answerDelay: Milliseconds = .zero,
        control: (@Sendable (SMMAdapterKit.HTTPRequest) -> SMMAdapterKit.HTTPResponse?)? = nil,
        on group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
    ) async throws -> FakeNetworkServer {
        let listener = try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline(withErrorHandling: true)
                    try channel.pipeline.syncOperations.addHandler(
                        FakeNetworkHandler(host, delay: answerDelay, control: control))
                }
            }
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .bind(host: "127.0.0.1", port: port).get()
        return FakeNetworkServer(host: host, port: listener.localAddress?.port ?? 0, listener: listener)
    }

    /// Runs `body` with a server and ends the server afterwards.
    ///
    /// - Throws: what `body` throws, or when it cannot listen.
    package static func with<Value: Sendable>(
        _ host: some FakeHost, _ body: (FakeNetworkServer) async throws -> Value
    ) async throws -> Value {
        let server = try await start(host)
        do {
            let value = try await body(server)
            try await server.stop()
            return value
        } catch {
            try await server.stop()
            throw error
        }
    }

    /// Takes no more connections.
    ///
    /// - Throws: when it is called twice.
    package func stop() async throws { try await listener.close().get() }
}
