package import SMMModel

/// What one turn's transaction brought about.
package struct CycleOutcome: Sendable {
    /// The operations claimed, in due order.
    package var claimed: [ClaimedOperation] = []
    /// The starts whose intent is durable.
    package var started: Set<OperationID> = []
    /// Holds placed; the gate must learn of them.
    package var holds: [Hold] = []
    /// Instants at which something must be looked at again.
    package var wakes: [Instant] = []
    /// Whether a notice was raised.
    package var raisedNotice = false
    /// Whether more was due than was claimed.
    package var moreDue = false
    /// Operations that went to a later state, for those who wait on them.
    package var ended: [OperationID] = []
    /// Parts of threads that are in doubt no more, because one before them is not there.
    package var settled: [OperationID: AccountID] = [:]

    /// Nothing.
    package init() {}
}
