package import SMMAdapterKit
package import SMMModel

/// What the machine decided for one operation: the new state and everything that goes with it in one transaction.
package struct OperationTransition: Sendable, Hashable {
    /// The state it goes to.
    package var state: OperationState
    /// When it must be looked at next; nil means not by itself.
    package var wake: Instant?
    /// The receipt, when published.
    package var receipt: Receipt?
    /// Why, when it did not succeed.
    package var failure: Failure?
    /// The count of attempts from now on.
    package var attempts: Int
    /// The key round from now on.
    package var keyRound: Int
    /// Complete listings without it so far.
    package var absents: Int
    /// When the last of those was fetched.
    package var absentAt: Instant?
    /// Whether the intent is over, so that a new one starts a new window.
    package var clearsIntent: Bool
    /// What else must happen.
    package var effects: [OperationEffect]

    /// A transition of `operation` to `state` that changes nothing else.
    package init(_ operation: OperationRecord, to state: OperationState, wake: Instant? = nil) {
        self.state = state
        self.wake = wake
        self.attempts = operation.attempts
        self.keyRound = operation.keyRound
        self.absents = operation.absents
        self.absentAt = operation.absentAt
        self.clearsIntent = false
        self.effects = []
    }

    /// The same for an operation that a person withdrew meanwhile: what was certainly not done is not tried again.
    var withdrawn: OperationTransition {
        guard state == .scheduled || state == .retryWait else { return self }
        var ended = self
        ended.state = .cancelled
        ended.wake = nil
        return ended
    }
}
