import AsyncHTTPClient
import NIOCore
import NIOPosix
import NIOSSL
import SMMModel

/// One event loop with its connections.
///
/// One loop for both the task and the channel: so the hooks that say how far a request got run in the order of things,
/// and a deadline cannot fire between the write of a head and the note of it.
struct TransportLane: Sendable {
    /// Where timers for what is asked here belong.
    let loop: any EventLoop
    private let group: MultiThreadedEventLoopGroup
    private let shelf: ClientShelf
    private let landing = Landing()
    private let configuration: TransportConfiguration
    private let connections: Int
    private let watchers: WireWatchers
    private let policy: DestinationPolicy

    init(
        _ configuration: TransportConfiguration, connections: Int, watchers: WireWatchers, policy: DestinationPolicy
    ) {
        group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        loop = group.next()
        shelf = ClientShelf(idle: .milliseconds(max(configuration.freshness, configuration.keepAlive).count))
        self.configuration = configuration
        self.connections = connections
        self.watchers = watchers
        self.policy = policy
    }

    /// Sends a request on the connections that may carry it; `flight` gives it up.
    func send(
        _ request: HTTPClient.Request, to destination: Destination, isIdempotent: Bool, deadline: NIODeadline,
        as flight: RequestFlight
    ) async -> RequestFlight.Outcome {
        await withCheckedContinuation { continuation in
            loop.execute {
                guard let clients = shelf.take(destination, make: { make(destination) }) else {
                    landing.hand(.failure(TransportFailure.refusal("shut-down")), to: continuation, on: loop)
                    return
                }
                let client = isIdempotent ? clients.kept : clients.fresh
                flight.begin {
                    client.execute(request: request, delegate: $0, deadline: deadline)
                } ended: {
                    shelf.giveBack(destination)
                    landing.hand($0, to: continuation, on: loop)
                }
            }
        }
    }

    /// Closes the connections; what is under way fails.
    func close() async throws { try await shelf.close() }

    /// Ends the event loop; nothing may be under way.
    func end() async throws { try await group.shutdownGracefully() }

    private func make(_ destination: Destination) -> HostClients {
        HostClients(
            fresh: HTTPClient(eventLoopGroup: group, configuration: settings(destination, configuration.freshness)),
            kept: HTTPClient(eventLoopGroup: group, configuration: settings(destination, configuration.keepAlive)))
    }

    private func settings(_ destination: Destination, _ idle: Milliseconds) -> HTTPClient.Configuration {
        var tls = TLSConfiguration.makeClientConfiguration()
        switch configuration.trustRoots {
        case .file(let path): tls.trustRoots = .file(path)
        // A folder is searched for the one authority that is wanted; a file is read whole for each client.
        case .system: if let folder = TrustRoots.systemFolder { tls.trustRoots = .file(folder) }
        }
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
        if let pin = destination.pin { settings.dnsOverride = [pin.name: pin.address.text] }
        // "Debug" is the client's word for the only way to reach its connections.
        let policy = destination.isGuarded ? policy : nil
        settings.http1_1ConnectionDebugInitializer = { [watchers] channel in
            channel.eventLoop.makeCompletedFuture {
                if let policy { try PeerCheck.check(channel, policy.rules) }
                try channel.pipeline.syncOperations.addHandler(FlushAtTurnEnd(watchers), position: .first)
            }
        }
        settings.http2ConnectionDebugInitializer = { channel in
            channel.eventLoop.makeCompletedFuture { if let policy { try PeerCheck.check(channel, policy.rules) } }
        }
        settings.httpVersion = configuration.offersHTTP2 ? .automatic : .http1Only
        return settings
    }
}
