import SMMAdapterKit
package import SMMModel

/// What a transition brings with it beyond the operation's own row.
package enum OperationEffect: Sendable, Hashable {
    /// Hold the account.
    case holdAccount(HoldReason, detail: String)
    /// Hold this operation.
    case holdOperation(HoldReason, detail: String)
    /// Tell a person, once for each `dedupe`.
    case tell(kind: String, severity: String, subject: String, body: String, command: String?)
    /// Stop the account until then (rate limit, settle time).
    case pauseAccount(until: Instant)
    /// The next part of the thread may go.
    case releaseNextPart
    /// It is proven not to be there, and so is what would follow it in the thread.
    case clearLaterParts
    /// The rest of the thread cannot go any more.
    case failLaterParts
    /// It was withdrawn while it was being sent: take it down.
    case deletePublished
}
