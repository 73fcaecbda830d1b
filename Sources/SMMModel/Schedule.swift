/// When a delivery is due: a sum type that keeps what a person meant beside the instant it comes to.
package enum Schedule: Sendable, Hashable {
    /// No time yet: a draft.
    case none
    /// A fixed time.
    case at(Instant, wall: String, zone: String, fold: Int)
    /// The `position`-th free slot of an account's queue; the instant is planned, not promised.
    case slot(queue: AccountID, position: Int64, planned: Instant)
    /// The n-th occurrence of a recurrence rule.
    case occurrence(rule: Int64, n: Int64, planned: Instant)

    /// The instant at which it is due; nil for a draft.
    package var due: Instant? {
        switch self {
        case .none: nil
        case .at(let instant, _, _, _): instant
        case .slot(_, _, let planned), .occurrence(_, _, let planned): planned
        }
    }

    /// The stored name of the case.
    package var kind: String {
        switch self {
        case .none: "none"
        case .at: "at"
        case .slot: "slot"
        case .occurrence: "occurrence"
        }
    }
}
