package import NIOCore
package import SMMAccounts
package import SMMModel
import Synchronization

/// One client's connection: who the peer is, asked of the kernel once, and its roles as last read.
package final class Connection: Sendable {
    private struct Known: Sendable {
        var principal: Principal
        var epoch: UInt64
    }

    /// The peer as the kernel recorded it.
    package let peer: Peer
    /// Completes when the connection is gone; nil outside a server, in tests.
    let closed: EventLoopFuture<Void>?
    private let known = Mutex<Known?>(nil)

    /// A connection of `peer`.
    package init(peer: Peer, closed: EventLoopFuture<Void>? = nil) {
        self.peer = peer
        self.closed = closed
    }

    /// The principal by the grants as they stand; asks the database only after a change of grants.
    package func principal(_ resolver: PrincipalResolver) async throws -> Principal {
        let epoch = resolver.epoch
        if let known = known.withLock({ $0 }), known.epoch == epoch { return known.principal }
        let principal = try await resolver.principal(of: peer)
        known.withLock { $0 = Known(principal: principal, epoch: epoch) }
        return principal
    }
}
