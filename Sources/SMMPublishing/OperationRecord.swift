import SMMAdapterKit
package import SMMModel

/// An operation as the machine sees it: the stored row without its content.
package struct OperationRecord: Sendable, Hashable {
    /// The operation.
    package var id: OperationID
    /// The delivery it is part of.
    package var delivery: DeliveryID
    /// The post.
    package var post: PostID
    /// The brand.
    package var brand: BrandID
    /// The account.
    package var account: AccountID
    /// The revision whose content it carries.
    package var revision: RevisionID
    /// What it does.
    package var kind: OperationKind
    /// Its place in the thread, from 0.
    package var part: Int
    /// How many parts the thread has.
    package var parts: Int
    /// The part that must be published before.
    package var after: OperationID?
    /// The publish operation whose receipt an edit or delete works on.
    package var target: OperationID?
    /// The state.
    package var state: OperationState
    /// When it was meant to happen.
    package var due: Instant
    /// Never after this.
    package var expires: Instant?
    /// How late it may go out; nil means the configured window.
    package var lateWindow: Milliseconds?
    /// How many attempts were counted.
    package var attempts: Int
    /// How many times the daemon died while it was in the adapter.
    package var crashes: Int
    /// The fencing epoch: grows with every claim.
    package var epoch: Int64
    /// Which idempotency key: grows when a new one is needed.
    package var keyRound: Int
    /// The fingerprint, 32 bytes; nil for edits and deletes.
    package var fingerprint: [UInt8]?
    /// When the first intent under the present key became durable.
    package var intentAt: Instant?
    /// How many complete listings did not show it.
    package var absents: Int
    /// When the last of those listings was fetched.
    package var absentAt: Instant?
    /// Whether a person withdrew it while it was being sent.
    package var cancelRequested: Bool
    /// What earlier steps stored.
    package var steps: [String: String]
    /// When it was made.
    package var createdAt: Instant
    /// Since when it is in hand, in doubt or with a person; nil in every other state.
    package var unsettledAt: Instant?

    /// Of one with an intent: the database is a copy and knows of no attempt, but its original may have made some.
    package var isTriedByOriginalAtMost: Bool { attempts == 0 }
}
