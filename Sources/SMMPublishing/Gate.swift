package import SMMModel
import Synchronization

/// The holds in force, in memory: asked at the claim and again just before the first byte.
///
/// A hold is entered here before its placing is acknowledged, so that nothing more leaves afterwards.
package final class Gate: Sendable {
    private struct State {
        var epoch: UInt64 = 0
        var holds: [HoldScope: [Hold]] = [:]
        /// What was taken away last, oldest first.
        var released: [HoldID] = []
    }

    /// So many holds that were taken away are remembered: far more than can be on their way here at once.
    private static let mostReleased = 1000

    private let state = Mutex(State())

    /// A gate without holds.
    package init() {}

    /// Replaces all holds, at start and after a restore.
    package func load(_ holds: [Hold]) {
        state.withLock { state in
            state.holds = Dictionary(grouping: holds, by: \.scope)
            state.released = []
            state.epoch += 1
        }
    }

    /// Enters a hold; not one that was taken away already, whose commit was told of late.
    package func place(_ hold: Hold) {
        state.withLock { state in
            guard state.holds[hold.scope]?.contains(where: { $0.id == hold.id }) != true,
                !state.released.contains(hold.id)
            else { return }
            state.holds[hold.scope, default: []].append(hold)
            state.epoch += 1
        }
    }

    /// Takes a hold away.
    package func release(_ hold: HoldID) {
        state.withLock { state in
            for (scope, holds) in state.holds {
                let rest = holds.filter { $0.id != hold }
                if rest.count != holds.count { state.holds[scope] = rest.isEmpty ? nil : rest }
            }
            state.released.append(hold)
            if state.released.count > Self.mostReleased { state.released.removeFirst() }
            state.epoch += 1
        }
    }

    /// Grows with every change; equal epochs mean equal answers.
    package var epoch: UInt64 { state.withLock { $0.epoch } }

    /// The first hold that stops an operation, or nil.
    package func hold(
        brand: BrandID, account: AccountID, post: PostID, operation: OperationID
    ) -> Hold? {
        state.withLock { state in
            guard !state.holds.isEmpty else { return nil }
            let scopes: [HoldScope] = [
                .everything, .brand(brand), .account(account), .post(post), .operation(operation),
            ]
            for scope in scopes {
                if let hold = state.holds[scope]?.first { return hold }
            }
            return nil
        }
    }

    /// Whether everything is held.
    package var holdsEverything: Bool { state.withLock { $0.holds[.everything] != nil } }

    /// Whether nothing is held.
    package var isEmpty: Bool { state.withLock { $0.holds.isEmpty } }

    /// The holds of some scopes, oldest first.
    package func holds(of scopes: Set<HoldScope>) -> [Hold] {
        state.withLock { state in scopes.flatMap { state.holds[$0] ?? [] } }.sorted { $0.id < $1.id }
    }

    /// All holds in force.
    package var all: [Hold] { state.withLock { $0.holds.values.flatMap { $0 } } }
}
