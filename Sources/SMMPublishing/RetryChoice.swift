import SMMModel

/// Chooses what a person means who has a post tried again. Pure.
///
/// An edit replaces the operations that wait by new ones and cancels the old: those never come back, or the old text
/// would go out beside the new one. Nor does a delete or an edit in place that was withdrawn, or that a later one on
/// the same publication has overtaken.
enum RetryChoice {
    /// The operations to try again, in order.
    static func among(_ all: [OperationRecord]) -> [OperationRecord] {
        let current = newest(all).union(newestFollowUps(all))
        return all.filter { operation in
            guard current.contains(operation.id) else { return false }
            switch operation.state {
            case .failed, .missed, .expired: return true
            case .cancelled: return operation.kind == .publish
            default: return false
            }
        }
    }

    /// The last edit or delete of each publication that was not withdrawn.
    private static func newestFollowUps(_ all: [OperationRecord]) -> Set<OperationID> {
        let followUps = all.filter { $0.kind != .publish && $0.state != .cancelled }
        let newest = Dictionary(followUps.map { ($0.target, $0.id) }, uniquingKeysWith: { max($0, $1) })
        return Set(newest.values)
    }

    /// The publish operations that were made last for each delivery: the newest first part and what follows it.
    private static func newest(_ all: [OperationRecord]) -> Set<OperationID> {
        var heads: [DeliveryID: OperationID] = [:]
        let publishes = all.filter { $0.kind == .publish }.sorted { $0.id < $1.id }
        for operation in publishes where operation.part == 0 { heads[operation.delivery] = operation.id }
        var chosen = Set(heads.values)
        // A part is made after the one it follows, so that one pass in the order of ids meets each after its head.
        for operation in publishes {
            if let before = operation.after, chosen.contains(before) { chosen.insert(operation.id) }
        }
        return chosen
    }
}
