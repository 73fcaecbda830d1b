import SMMModel
import SMMPublishing

/// The holds in force at one instant, by what they stop.
struct HoldIndex: Sendable {
    private let byScope: [HoldScope: [Hold]]

    init(_ gate: Gate) {
        byScope = Dictionary(grouping: gate.all, by: \.scope)
    }

    /// Whether nothing is held at all.
    var isEmpty: Bool { byScope.isEmpty }

    /// The holds that stop an operation, oldest first.
    func holds(brand: BrandID, account: AccountID, post: PostID, operation: OperationID) -> [Hold] {
        guard !byScope.isEmpty else { return [] }
        let scopes: [HoldScope] = [.everything, .brand(brand), .account(account), .post(post), .operation(operation)]
        return scopes.flatMap { byScope[$0] ?? [] }.sorted { $0.id < $1.id }
    }

    /// The reasons of those holds, each once, the oldest first.
    func reasons(brand: BrandID, account: AccountID, post: PostID, operation: OperationID) -> [HoldReason] {
        var found: [HoldReason] = []
        for hold in holds(brand: brand, account: account, post: post, operation: operation)
        where !found.contains(hold.reason) {
            found.append(hold.reason)
        }
        return found
    }
}
