import AsyncHTTPClient
import NIOCore
import NIOHTTP1
package import SMMAdapterKit
import SMMModel
import Synchronization

/// The transport over AsyncHTTPClient: no redirects, no retries, no decompression, limits on time and size, and the
/// exact progress with every error.
///
/// A request that must not be sent twice rides only on a connection idle for less than
/// `TransportConfiguration.freshness`. Call `shutdown()` before the last reference goes.
package final class NetworkTransport: HTTPTransport {
    private let configuration: TransportConfiguration
    private let lanes: [TransportLane]
    private let turn = Atomic<Int>(0)
    private let gate = TransportGate()
    private let pieces = Atomic<UInt64>(0)
    private let watchers: WireWatchers
    private let recent = RecentRequests()

    /// How many pieces of request bodies the system has taken so far: it grows while an upload moves.
    package var piecesSent: UInt64 { pieces.load(ordering: .relaxed) }

    /// A transport; no connection is made yet.
    package init(_ configuration: TransportConfiguration = TransportConfiguration()) {
        let count = max(1, configuration.loops)
        self.configuration = configuration
        let watchers = WireWatchers()
        self.watchers = watchers
        self.lanes = (0..<count).map { _ in
            TransportLane(
                configuration, connections: (configuration.connectionsPerHost + count - 1) / count,
                watchers: watchers)
        }
    }

    /// Sends one request and collects the answer.
    ///
    /// - Throws: codes `connection-refused`, `name-not-found`, `unreachable`, `tls`, `connect-time-out`, `time-out`,
    ///   `closed`, `truncated`, `too-large`, `garbled`, `invalid-url`, `invalid-request`, `cancelled`, `shut-down`,
    ///   `not-connected`, `body-unreadable`.
    package func send(
        _ request: SMMAdapterKit.HTTPRequest
    ) async throws(HTTPTransportError) -> SMMAdapterKit.HTTPResponse {
        try await send(request, watcher: nil)
    }

    /// Sends one request, telling each step when the system has taken or given the bytes of it.
    ///
    /// - Throws: as ``send(_:)``.
    package func send(
        _ request: SMMAdapterKit.HTTPRequest, telling progress: @escaping @Sendable (TransferProgress) -> Void
    ) async throws(HTTPTransportError) -> SMMAdapterKit.HTTPResponse {
        watchers.enter()
        defer { watchers.leave() }
        return try await send(request, watcher: progress)
    }

    private func send(
        _ request: SMMAdapterKit.HTTPRequest, watcher: (@Sendable (TransferProgress) -> Void)?
    ) async throws(HTTPTransportError) -> SMMAdapterKit.HTTPResponse {
        let outgoing = try outgoing(request)
        guard gate.enter() else { throw TransportFailure.refusal("shut-down") }
        defer { gate.leave() }
        let collector = ResponseCollector(
            maximumHeader: configuration.maximumHeader, maximumBody: request.maximumResponse,
            host: outgoing.host,
            watcher: { [self] progress in
                if progress == .bodyPartly { pieces.wrappingAdd(1, ordering: .relaxed) }
                watcher?(progress)
            })
        let flight = RequestFlight(collector)
        let deadline = NIODeadline.now() + .milliseconds(max(1, request.deadline.count))
        return try await withTaskCancellationHandler {
            await lane().send(outgoing, isIdempotent: request.isIdempotent, deadline: deadline, as: flight)
        } onCancel: {
            flight.giveUp()
        }.get()
    }

    /// Gives up what is under way, closes every connection and ends the event loops. A second call does nothing.
    ///
    /// - Throws: when a connection or an event loop cannot be ended.
    package func shutdown() async throws {
        guard gate.shut() else { return }
        for lane in lanes { try await lane.close() }
        await gate.empty()
        for lane in lanes { try await lane.end() }
    }

    private func lane() -> TransportLane {
        guard lanes.count > 1 else { return lanes[0] }
        let number = turn.wrappingAdd(1, ordering: .relaxed).oldValue
        return lanes[Int(UInt(bitPattern: number) % UInt(lanes.count))]
    }

    private func outgoing(
        _ veiled: SMMAdapterKit.HTTPRequest
    ) throws(HTTPTransportError) -> HTTPClient.Request {
        let request = veiled.revealed
        // AsyncHTTPClient looks at the characters of names and values, not at an empty name.
        guard request.headers.allSatisfy({ !$0.name.isEmpty }) else {
            throw TransportFailure.refusal("invalid-request")
        }
        var headers = HTTPHeaders()
        headers.reserveCapacity(request.headers.count + 3)
        for field in request.headers { headers.add(name: field.name, value: field.value) }
        if !headers.contains(name: "user-agent") { headers.add(name: "User-Agent", value: configuration.userAgent) }
        var outgoing = try recent.request(request.method, request.url) { () throws(HTTPTransportError) in
            try empty(request.method, request.url)
        }
        outgoing.headers = headers
        outgoing.body = try RequestBody.make(request)
        return outgoing
    }

    /// A request without headers and body, to a URL that may be asked.
    private func empty(_ method: String, _ url: String) throws(HTTPTransportError) -> HTTPClient.Request {
        guard let target = RequestTarget(url),
            target.isSecure || target.isLoopback || configuration.plainHosts.contains(target.host)
        else { throw TransportFailure.refusal("invalid-url") }
        // AsyncHTTPClient does not look at the method.
        guard !method.isEmpty, method.utf8.allSatisfy({ $0 >= 65 && $0 <= 90 }) else {
            throw TransportFailure.refusal("invalid-request")
        }
        do {
            return try HTTPClient.Request(url: url, method: HTTPMethod(rawValue: method))
        } catch {
            throw TransportFailure.error(error, progress: .notConnected, status: nil)
        }
    }
}
