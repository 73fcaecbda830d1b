import AsyncHTTPClient
import NIOCore
import NIOPosix
import NIOSSL
import SMMModel

/// One event loop with its two sets of connections.
///
/// One loop for both the task and the channel: so the hooks that say how far a request got run in the order of things,
/// and a deadline cannot fire between the write of a head and the note of it.
struct TransportLane: Sendable {
    private let group: MultiThreadedEventLoopGroup
    private let fresh: HTTPClient
    private let kept: HTTPClient
    private let loop: any EventLoop
    private let landing = Landing()

    init(_ configuration: TransportConfiguration, connections: Int, watchers: WireWatchers) {
        group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        loop = group.next()
        fresh = HTTPClient(
            eventLoopGroup: group,
            configuration: Self.settings(configuration, idle: configuration.freshness, connections, watchers))
        kept = HTTPClient(
            eventLoopGroup: group,
            configuration: Self.settings(configuration, idle: configuration.keepAlive, connections, watchers))
    }

    /// Sends a request on the connections that may carry it; `flight` gives it up.
    func send(
        _ request: HTTPClient.Request, isIdempotent: Bool, deadline: NIODeadline, as flight: RequestFlight
    ) async -> RequestFlight.Outcome {
        let client = isIdempotent ? kept : fresh
        return await withCheckedContinuation { continuation in
            loop.execute {
                flight.begin {
                    client.execute(request: request, delegate: $0, deadline: deadline)
                } ended: {
                    landing.hand($0, to: continuation, on: loop)
                }
            }
        }
    }

    /// Closes the connections; what is under way fails.
    func close() async throws {
        try await fresh.shutdown().get()
        try await kept.shutdown().get()
    }

    /// Ends the event loop; nothing may be under way.
    func end() async throws { try await group.shutdownGracefully() }

    private static func settings(
        _ configuration: TransportConfiguration, idle: Milliseconds, _ connections: Int,
        _ watchers: WireWatchers
    ) -> HTTPClient.Configuration {
        var tls = TLSConfiguration.makeClientConfiguration()
        if case .file(let path) = configuration.trustRoots { tls.trustRoots = .file(path) }
        tls.minimumTLSVersion = .tlsv12
        var pool = HTTPClient.Configuration.ConnectionPool(idleTimeout: .milliseconds(max(1, idle.count)))
        pool.concurrentHTTP1ConnectionsPerHostSoftLimit = max(1, connections)
        // A refused connection is told at once; when to try again is for the publish machine to say.
        pool.retryConnectionEstablishment = false
        var settings = HTTPClient.Configuration(
            tlsConfiguration: tls, redirectConfiguration: .disallow,
            timeout: .init(connect: .milliseconds(max(1, configuration.connect.count))), connectionPool: pool)
        settings.decompression = .disabled
        // No tracer is ever set up, and the one that does nothing still makes a span for every request.
        settings.tracing.tracer = nil
        // "Debug" is the client's word for the only way to reach its connections.
        settings.http1_1ConnectionDebugInitializer = { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(FlushAtTurnEnd(watchers), position: .first)
            }
        }
        settings.httpVersion = configuration.offersHTTP2 ? .automatic : .http1Only
        return settings
    }
}
