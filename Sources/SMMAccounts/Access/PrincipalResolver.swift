package import SMMDatabase
package import SMMModel
import Synchronization

/// Turns a peer into a principal with its roles, and notices when roles change.
///
/// Answers are kept until any grant changes: ``epoch`` counts the changes, so that whoever holds on to an answer can
/// tell in one atomic read whether it is still good.
package final class PrincipalResolver: Sendable {
    private struct Entry: Sendable {
        var principal: Principal
        var epoch: UInt64
    }

    private struct State: Sendable {
        var entries: [Peer: Entry] = [:]
        var identities: [Peer: PeerIdentity] = [:]
        /// From whom a principal came, to look again inside a transaction.
        var origins: [Principal: Peer] = [:]
        var observers: [@Sendable () -> Void] = []
    }

    private static let maximumEntries = 1024
    private let database: any Database
    private let directory: any UserDirectory
    private let bootstrap: BootstrapAdmins
    private let changes = Atomic<UInt64>(0)
    private let state = Mutex(State())

    /// A resolver that reads grants from `database` and names from `directory`.
    package init(database: any Database, directory: any UserDirectory, bootstrap: BootstrapAdmins) {
        self.database = database
        self.directory = directory
        self.bootstrap = bootstrap
    }

    /// Counts the changes of grants.
    package var epoch: UInt64 { changes.load(ordering: .acquiring) }

    /// The principal that `peer` is, by the grants as they stand.
    package func principal(of peer: Peer) async throws -> Principal {
        let epoch = epoch
        if let entry = state.withLock({ $0.entries[peer] }), entry.epoch == epoch { return entry.principal }
        return try await database.read { [self] tx in try resolve(peer, epoch: epoch, in: tx) }
    }

    /// The same principal by the grants as this transaction sees them: what a write asks, so that a role taken back a
    /// moment ago is not used any more. The daemon itself, and principals this resolver did not make, stay as they are.
    package func current(_ principal: Principal, in tx: any ReadTransaction) throws -> Principal {
        guard principal.kind == .user else { return principal }
        let (peer, entry) = state.withLock { state in
            let peer = state.origins[principal]
            return (peer, peer.flatMap { state.entries[$0] })
        }
        guard let peer else { return principal }
        let epoch = epoch
        if let entry, entry.epoch == epoch { return entry.principal }
        return try resolve(peer, epoch: epoch, in: tx)
    }

    /// Forgets what was read. Called inside a transaction that changes grants, and again after its commit: a reader in
    /// between still sees the old rows, and the second call makes it look once more.
    package func forget() {
        changes.wrappingAdd(1, ordering: .acquiringAndReleasing)
    }

    /// Forgets, and tells those who hold something open on the strength of a role.
    package func grantsChanged() {
        forget()
        for observer in state.withLock({ $0.observers }) { observer() }
    }

    /// Calls `observer` after every committed change of grants, on the thread that made it.
    package func onChange(_ observer: @escaping @Sendable () -> Void) {
        state.withLock { $0.observers.append(observer) }
    }

    private func resolve(_ peer: Peer, epoch: UInt64, in tx: any ReadTransaction) throws -> Principal {
        let identity = identity(of: peer)
        let grants = try GrantRows.roles(user: identity.user, groups: identity.groups, in: tx)
        let isBootstrap =
            bootstrap.users.contains(peer.uid) || identity.groups.contains { bootstrap.groups.contains($0) }
        let principal = Principal(
            kind: .user, name: identity.user ?? "uid-\(peer.uid)", uid: peer.uid, via: "socket",
            everywhere: isBootstrap ? .admin : grants.everywhere, roles: grants.roles)
        state.withLock { state in
            if state.entries.count >= Self.maximumEntries { state = State(observers: state.observers) }
            state.entries[peer] = Entry(principal: principal, epoch: epoch)
            state.identities[peer] = identity
            if state.origins.count >= Self.maximumEntries * 4 { state.origins = [:] }
            state.origins[principal] = peer
        }
        return principal
    }

    private func identity(of peer: Peer) -> PeerIdentity {
        if let known = state.withLock({ $0.identities[peer] }) { return known }
        return PeerIdentity(
            user: directory.userName(peer.uid), groups: peer.groups.compactMap { directory.groupName($0) })
    }
}
