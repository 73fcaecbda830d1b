import SMMAdapterKit
import SMMModel
import SMMPublishing

/// One attempt of an operation, as it was stored.
struct StoryAttempt: Sendable {
    var operation: OperationID
    var account: AccountID
    var number: Int
    var intentAt: Instant
    var endedAt: Instant?
    /// How far the request got, when it was lost.
    var progress: TransferProgress?
    var outcome: String?
    var evidence: StoredFailure?
    /// What it was to do.
    var kind: OperationKind
}
