package import SMMAdapterKit
package import SMMModel

/// Everything one turn of the dispatcher writes, in one transaction: results first, then intents, then the next claim.
package struct CycleBatch: Sendable {
    /// An attempt or question that ended.
    package struct Ended: Sendable {
        /// The operation as it was.
        package var operation: OperationRecord
        /// The attempt's row, when an intent was made.
        package var attempt: AttemptID?
        /// What the machine decided.
        package var transition: OperationTransition
        /// The outcome's name for the attempt's row.
        package var outcome: String
        /// How far the request got, when it was lost.
        package var progress: TransferProgress?

        /// Whether what was in doubt turned out to be there.
        var isFound: Bool { operation.state == .reconciling && transition.state == .published }
    }

    /// A claim given back: nothing was sent.
    package struct Released: Sendable {
        /// The operation.
        package var operation: OperationRecord
        /// The state it goes back to.
        package var state: OperationState
        /// When it is looked at again.
        package var wake: Instant

        /// As given.
        init(operation: OperationRecord, state: OperationState, wake: Instant) {
            self.operation = operation
            self.state = state
            self.wake = wake
        }

        /// Back to where it was claimed from: what may have been sent stays so.
        init(_ operation: OperationRecord, wake: Instant) {
            self.init(
                operation: operation,
                state: operation.state == .reconciling
                    ? .ambiguous : operation.attempts > 0 ? .retryWait : .scheduled, wake: wake)
        }
    }

    /// An intent to send.
    package struct Start: Sendable {
        /// What is sent.
        package var claimed: ClaimedOperation
        /// The attempt's id.
        package var attempt: AttemptID
    }

    /// What ended.
    package var ended: [Ended] = []
    /// What is given back.
    package var released: [Released] = []
    /// What moves to the next free slot.
    package var moved: [ClaimedOperation] = []
    /// What was prepared.
    package var prepared: [OperationRecord] = []
    /// What the fuse refused.
    package var tripped: [(OperationRecord, FuseTrip)] = []
    /// What is about to be sent.
    package var starts: [Start] = []
    /// How many due operations to claim; 0 for none.
    package var claim = 0

    /// Nothing to write.
    package init() {}

    /// Whether there is nothing to write.
    package var isEmpty: Bool {
        ended.isEmpty && released.isEmpty && moved.isEmpty && prepared.isEmpty && tripped.isEmpty && starts.isEmpty
            && claim == 0
    }
}
