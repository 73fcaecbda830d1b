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
    private let names: NameBook
    private let policy: DestinationPolicy
    /// Addresses of one host that are tried, one after the other.
    private static let mostAddresses = 3
    /// Up to this many requests at a time a host is asked by one event loop, so that its connections are shared.
    private static let fewRequests = 32

    /// How many pieces of request bodies the system has taken so far: it grows while an upload moves.
    package var piecesSent: UInt64 { pieces.load(ordering: .relaxed) }

    /// A transport; no connection is made yet.
    package init(
        _ configuration: TransportConfiguration = TransportConfiguration(), lookup: any HostLookup = SystemHosts()
    ) {
        names = NameBook(lookup, keep: configuration.keepNames)
        let policy = DestinationPolicy(configuration.destinations)
        self.policy = policy
        let count = max(1, configuration.loops)
        self.configuration = configuration
        let watchers = WireWatchers()
        self.watchers = watchers
        self.lanes = (0..<count).map { _ in
            TransportLane(
                configuration, connections: (configuration.connectionsPerHost + count - 1) / count,
                watchers: watchers, policy: policy)
        }
    }

    /// Where requests may go that nobody has vouched for, from the next request on.
    package var destinations: DestinationRules {
        get { policy.rules }
        set { policy.rules = newValue }
    }

    /// Sends one request and collects the answer.
    ///
    /// - Throws: codes `connection-refused`, `name-not-found`, `unreachable`, `tls`, `connect-time-out`, `time-out`,
    ///   `not-public`, `port-closed`, `closed`, `truncated`, `too-large`, `garbled`, `invalid-url`, `invalid-request`, `cancelled`, `shut-down`,
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

    /// Sends one request that the operator's own configuration asks for, wherever it leads.
    ///
    /// - Throws: as ``send(_:)``.
    package func sendAnywhere(
        _ request: SMMAdapterKit.HTTPRequest
    ) async throws(HTTPTransportError) -> SMMAdapterKit.HTTPResponse {
        try await send(request, watcher: nil, isGuarded: false)
    }

    private func send(
        _ request: SMMAdapterKit.HTTPRequest, watcher: (@Sendable (TransferProgress) -> Void)?, isGuarded: Bool = true
    ) async throws(HTTPTransportError) -> SMMAdapterKit.HTTPResponse {
        let outgoing = try outgoing(request)
        guard gate.enter() else { throw TransportFailure.refusal("shut-down") }
        defer { gate.leave() }
        let deadline = NIODeadline.now() + .milliseconds(max(1, request.deadline.count))
        let lane = lane(for: outgoing.target)
        let destinations = try await destinations(outgoing, isGuarded: isGuarded, deadline: deadline, lane)
        var last = TransportFailure.refusal("name-not-found", host: outgoing.target.host)
        for destination in destinations {
            let collector = ResponseCollector(
                maximumHeader: configuration.maximumHeader, maximumBody: request.maximumResponse,
                host: outgoing.target.host,
                watcher: { [self] progress in
                    if progress == .bodyPartly { pieces.wrappingAdd(1, ordering: .relaxed) }
                    watcher?(progress)
                })
            let flight = RequestFlight(collector)
            let outcome = await withTaskCancellationHandler {
                await lane.send(
                    outgoing.request, to: destination, isIdempotent: request.isIdempotent, deadline: deadline,
                    as: flight)
            } onCancel: {
                flight.giveUp()
            }
            guard case .failure(let error) = outcome, error.progress == .notConnected, Self.isOfAddress(error) else {
                return try outcome.get()
            }
            last = error
            if let pin = destination.pin { names.putLast(pin.address, of: outgoing.target.host) }
        }
        throw last
    }

    /// Whether another address of the same host may do where this one did not.
    private static func isOfAddress(_ error: HTTPTransportError) -> Bool {
        ["connection-refused", "unreachable", "connect-time-out"].contains(error.failure.code)
    }

    /// Where the request may go, the best first: every address was found to be one that may be asked.
    private func destinations(
        _ outgoing: AddressedRequest, isGuarded: Bool, deadline: NIODeadline, _ lane: TransportLane
    ) async throws(HTTPTransportError) -> [Destination] {
        let target = outgoing.target
        let found: [NetworkAddress]
        if let address = target.address {
            found = [address]
        } else {
            do throws(LookupStop) {
                found = try await names.addresses(of: target.host, deadline: deadline, on: lane.loop)
            } catch {
                throw TransportFailure.refusal(error == .late ? "time-out" : "cancelled")
            }
        }
        if isGuarded, let refusal = policy.rules.refusal(of: found, port: target.port) {
            throw TransportFailure.refusal(refusal.rawValue, host: target.host)
        }
        guard target.address == nil else { return [Destination(pin: nil, isGuarded: isGuarded)] }
        return found.prefix(Self.mostAddresses).map { address in
            Destination(pin: .init(name: outgoing.request.host, address: address), isGuarded: isGuarded)
        }
    }

    /// Gives up what is under way, closes every connection and ends the event loops. A second call does nothing.
    ///
    /// - Throws: when a connection or an event loop cannot be ended.
    package func shutdown() async throws {
        guard gate.shut() else { return }
        names.shut()
        for lane in lanes { try await lane.close() }
        await gate.empty()
        for lane in lanes { try await lane.end() }
    }

    private func lane(for target: RequestTarget) -> TransportLane {
        guard lanes.count > 1 else { return lanes[0] }
        let number =
            gate.count <= Self.fewRequests ? target.host.hashValue : turn.wrappingAdd(1, ordering: .relaxed).oldValue
        return lanes[Int(UInt(bitPattern: number) % UInt(lanes.count))]
    }

    private func outgoing(
        _ veiled: SMMAdapterKit.HTTPRequest
    ) throws(HTTPTransportError) -> AddressedRequest {
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
        outgoing.request.headers = headers
        outgoing.request.body = try RequestBody.make(request)
        return outgoing
    }

    /// A request without headers and body, to a URL that may be asked.
    private func empty(_ method: String, _ url: String) throws(HTTPTransportError) -> AddressedRequest {
        guard let target = RequestTarget(url),
            target.isSecure || target.isLoopback || configuration.plainHosts.contains(target.host)
        else { throw TransportFailure.refusal("invalid-url") }
        // AsyncHTTPClient does not look at the method.
        guard !method.isEmpty, method.utf8.allSatisfy({ $0 >= 65 && $0 <= 90 }) else {
            throw TransportFailure.refusal("invalid-request")
        }
        let request: HTTPClient.Request
        do {
            request = try HTTPClient.Request(url: url, method: HTTPMethod(rawValue: method))
        } catch {
            throw TransportFailure.error(error, progress: .notConnected, status: nil)
        }
        // Two readers of one URL that see two hosts are how a check is got around.
        let bare = request.host.lowercased().filter { $0 != "[" && $0 != "]" }
        guard bare == target.host, request.port == target.port else { throw TransportFailure.refusal("invalid-url") }
        return AddressedRequest(request: request, target: target)
    }
}
