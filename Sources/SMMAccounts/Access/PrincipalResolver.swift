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
    /// Changes of grants under way: while there is one, nobody trusts or fills what is kept.
    private let underway = Atomic<Int>(0)
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
        let mayKeep = isStill
        if mayKeep, let entry = state.withLock({ $0.entries[peer] }), entry.epoch == epoch { return entry.principal }
        return try await database.read { [self] tx in try resolve(peer, keepingAt: mayKeep ? epoch : nil, in: tx) }
    }

    /// The same principal by the grants as this transaction sees them: what a write asks, so that a role taken back a
    /// moment ago is not used any more. The daemon itself, and principals this resolver did not make, stay as they are.
    package func current(_ principal: Principal, in tx: any ReadTransaction) throws -> Principal {
        guard principal.kind == .user else { return principal }
        let (peer, entry) = state.withLock { state in
            let peer = state.origins[principal]
            return (peer, peer.flatMap { state.entries[$0] })
        }
        guard let peer else {
            // One of ours whose origin was let go. It is not taken at its word: without its groups it can only be less.
            guard principal.via == Self.via, let uid = principal.uid else { return principal }
            return try resolve(Peer(uid: uid, groups: []), keepingAt: nil, in: tx)
        }
        let epoch = epoch
        let mayKeep = isStill
        if mayKeep, let entry, entry.epoch == epoch { return entry.principal }
        return try resolve(peer, keepingAt: mayKeep ? epoch : nil, in: tx)
    }

    /// Whether no change of grants is under way.
    private var isStill: Bool { underway.load(ordering: .acquiring) == 0 }

    /// Runs a change of grants. From before its transaction until after its commit every question goes to the
    /// database: a reader that still sees the old rows keeps nothing, and a write that begins right after the commit
    /// is judged by the new ones. Then what was kept is forgotten, and those who hold something open are told.
    package func changing<T>(_ body: () async throws -> T) async rethrows -> T {
        underway.wrappingAdd(1, ordering: .acquiringAndReleasing)
        forget()
        defer {
            underway.wrappingSubtract(1, ordering: .acquiringAndReleasing)
            grantsChanged()
        }
        return try await body()
    }

    /// Forgets what was read.
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

    /// - Parameter keepingAt: the epoch to keep the answer under; nil keeps nothing.
    private func resolve(_ peer: Peer, keepingAt epoch: UInt64?, in tx: any ReadTransaction) throws -> Principal {
        let identity = identity(of: peer)
        let grants = try GrantRows.roles(user: identity.user, groups: identity.groups, in: tx)
        let isBootstrap =
            bootstrap.users.contains(peer.uid) || identity.groups.contains { bootstrap.groups.contains($0) }
        let principal = Principal(
            kind: .user, name: identity.user ?? "uid-\(peer.uid)", uid: peer.uid, via: Self.via,
            everywhere: isBootstrap ? .admin : grants.everywhere, roles: grants.roles)
        state.withLock { state in
            if state.entries.count >= Self.maximumEntries { (state.entries, state.identities) = ([:], [:]) }
            if let epoch { state.entries[peer] = Entry(principal: principal, epoch: epoch) }
            state.identities[peer] = identity
            if state.origins.count >= Self.maximumEntries * 4 {
                state.origins = [:]
                forget()
            }
            state.origins[principal] = peer
        }
        return principal
    }

    private static let via = "socket"

    private func identity(of peer: Peer) -> PeerIdentity {
        if let known = state.withLock({ $0.identities[peer] }) { return known }
        return PeerIdentity(
            user: directory.userName(peer.uid), groups: peer.groups.compactMap { directory.groupName($0) })
    }
}
