import SMMAdapterKit
package import SMMModel

/// An operation in the daemon's hands, with the content and receipts its adapter will need.
package struct ClaimedOperation: Sendable {
    /// The row as claimed: its epoch is the one this claim made.
    package var record: OperationRecord
    /// The revision's content, canonical JSON.
    package var content: String
    /// The receipt of the part before, or of the thing an edit or delete works on.
    package var parent: Receipt?
    /// The receipt of the thread's first part.
    package var root: Receipt?
    /// Whether its delivery waits in a queue rather than for a fixed time.
    package var isSlot: Bool
    /// Whether its media are uploaded.
    package var isPrepared: Bool = false
}
