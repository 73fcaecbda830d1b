import SMMModel

/// Chooses what a person means who has a post tried again. Pure.
///
/// What an edit replaced never comes back (see `CurrentParts`). Nor does a delete or an edit in place that was withdrawn,
/// or that a later one on the same publication has overtaken.
enum RetryChoice {
    /// The operations to try again, in order.
    static func among(_ all: [OperationRecord]) -> [OperationRecord] {
        let publishes = all.filter { $0.kind == .publish }.map {
            CurrentParts.Part(id: $0.id, delivery: $0.delivery, part: $0.part, after: $0.after)
        }
        let current = CurrentParts.among(publishes).union(newestFollowUps(all))
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
}
