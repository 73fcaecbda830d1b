import SMMAPI
import SMMModel

/// Derives how far a delivery or post is from the states of its operations.
enum DerivedState {
    /// Of one delivery.
    static func of(_ delivery: DeliveryRow) -> PostState {
        let current = current(delivery)
        let deletes = delivery.operations.filter { $0.kind == .delete }
        let gone = Set(deletes.filter { $0.state == .published }.compactMap(\.target))
        if let state = urgent(delivery.operations) { return state }
        let published = current.filter { $0.state == .published }
        if !published.isEmpty && published.allSatisfy({ gone.contains($0.id) }) { return .deleted }
        if delivery.operations.contains(where: { isInHand($0.state) }) { return .underway }
        if delivery.operations.contains(where: { $0.state == .retryWait }) { return .waiting }
        let states = Set(current.map(\.state))
        if states == [.published] {
            return delivery.operations.contains { $0.kind != .publish && !$0.state.isTerminal } ? .waiting : .published
        }
        if states.contains(.published) {
            return states.contains(.scheduled) ? .waiting : .partly
        }
        for (state, name) in order where states.contains(state) { return name }
        return .draft
    }

    /// Of a post, from its deliveries.
    static func of(_ deliveries: [DeliveryRow]) -> PostState {
        let states = deliveries.map { of($0) }
        for state in [PostState.unknown, .missed, .uncertain, .underway, .waiting, .scheduled]
        where states.contains(state) {
            return state
        }
        guard let first = states.first else { return .draft }
        if states.allSatisfy({ $0 == first }) { return first }
        return states.contains(.published) || states.contains(.partly) ? .partly : first
    }

    /// The publish operations that count: what an edit replaced does not.
    static func current(_ delivery: DeliveryRow) -> [OperationRow] {
        // Nearly every delivery has one operation, and lists show many.
        if delivery.operations.count == 1, delivery.operations[0].kind == .publish { return delivery.operations }
        var newest: [Int: OperationRow] = [:]
        for operation in delivery.operations where operation.kind == .publish {
            if let old = newest[operation.part], operation.state == .cancelled, old.state != .cancelled { continue }
            newest[operation.part] = operation
        }
        let live = newest.values.filter { $0.state != .cancelled }
        return (live.isEmpty ? Array(newest.values) : live).sorted { $0.part < $1.part }
    }

    /// Whether what stands there is an older revision of the post, and nothing is on its way to change that: a platform
    /// that cannot edit keeps what it has.
    static func isOutdated(_ delivery: DeliveryRow, at revision: RevisionID) -> Bool {
        let standing = current(delivery).filter { $0.state == .published }
        guard standing.contains(where: { $0.revision != revision }), of(delivery) == .published else { return false }
        return !delivery.operations.contains { $0.kind == .edit && $0.revision == revision }
    }

    /// Of what waits for its turn, what the machine looks at first.
    static func next(_ delivery: DeliveryRow) -> OperationRow? {
        let waiting = delivery.operations.filter { $0.state == .scheduled || $0.state == .retryWait }
        // The later parts of a thread have no wake of their own.
        return waiting.min { ($0.wake ?? .init(milliseconds: .max)) < ($1.wake ?? .init(milliseconds: .max)) }
    }

    private static let order: [(OperationState, PostState)] = [
        (.scheduled, .scheduled), (.failed, .failed), (.expired, .expired),
        (.cancelled, .cancelled), (.draft, .draft),
    ]

    private static func urgent(_ operations: [OperationRow]) -> PostState? {
        if operations.contains(where: { $0.state == .unknown }) { return .unknown }
        if operations.contains(where: { $0.state == .missed }) { return .missed }
        if operations.contains(where: { $0.state == .ambiguous || $0.state == .reconciling }) { return .uncertain }
        return nil
    }

    private static func isInHand(_ state: OperationState) -> Bool {
        state == .claimed || state == .prepared || state == .sending
    }
}
