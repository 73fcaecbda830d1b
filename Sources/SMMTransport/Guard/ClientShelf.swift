import AsyncHTTPClient
import NIOCore
import Synchronization

/// The clients of one event loop, one pair for each destination: a client is made for the one address it connects to.
///
/// Those that nobody has used for a while are closed once there are many.
final class ClientShelf: Sendable {
    private struct Place {
        let clients: HostClients
        var inFlight = 0
        var lastUse: NIODeadline
    }

    private struct State {
        var places: [Destination: Place] = [:]
        var leaving: [UInt64: EventLoopFuture<Void>] = [:]
        var next: UInt64 = 0
        var isShut = false
    }

    /// Up to this many stay open whether they are used or not.
    private static let most = 64

    private let idle: TimeAmount
    private let state = Mutex(State())

    /// A shelf on which clients stay for `idle` after their last request.
    init(idle: TimeAmount) {
        self.idle = idle
    }

    /// Destinations that have clients.
    var count: Int { state.withLock { $0.places.count } }

    /// The clients for `destination`, made by `make` where there are none; nil when the shelf is shut. Give them back.
    func take(_ destination: Destination, make: () -> HostClients) -> HostClients? {
        let now = NIODeadline.now()
        let (clients, unused) = state.withLock { state -> (HostClients?, [HostClients]) in
            guard !state.isShut else { return (nil, []) }
            var unused: [HostClients] = []
            if state.places[destination] == nil {
                if state.places.count >= Self.most { unused = Self.removeIdle(&state, before: now - idle) }
                state.places[destination] = Place(clients: make(), lastUse: now)
            }
            state.places[destination]?.inFlight += 1
            return (state.places[destination]?.clients, unused)
        }
        unused.forEach(dismiss)
        return clients
    }

    /// Says that a request is over for which clients were taken.
    func giveBack(_ destination: Destination) {
        let now = NIODeadline.now()
        state.withLock { state in
            state.places[destination]?.inFlight -= 1
            state.places[destination]?.lastUse = now
        }
    }

    /// Closes all connections; what is under way fails.
    func close() async throws {
        let all = state.withLock { state in
            state.isShut = true
            defer { state.places = [:] }
            return state.places.values.map(\.clients)
        }
        all.forEach(dismiss)
        for future in state.withLock({ Array($0.leaving.values) }) { try await future.get() }
    }

    private static func removeIdle(_ state: inout State, before instant: NIODeadline) -> [HostClients] {
        let unused = state.places.filter { $0.value.inFlight == 0 && $0.value.lastUse < instant }
        for destination in unused.keys { state.places[destination] = nil }
        return unused.values.map(\.clients)
    }

    private func dismiss(_ clients: HostClients) {
        let closed = clients.fresh.shutdown().and(clients.kept.shutdown()).map { _, _ in }
        let number = state.withLock { state in
            state.next += 1
            state.leaving[state.next] = closed
            return state.next
        }
        closed.whenComplete { [self] _ in state.withLock { $0.leaving[number] = nil } }
    }
}
