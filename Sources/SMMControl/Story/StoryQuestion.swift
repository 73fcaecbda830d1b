import SMMModel

/// What was found out about an operation whose answer was lost.
struct StoryQuestion: Sendable {
    var operation: OperationID
    /// Complete listings without it.
    var absents: Int
    /// When the first of those was fetched.
    var absentAt: Instant?
    /// How often the daemon stopped while it was in the adapter.
    var crashes: Int
    /// Whether a person withdrew it while it was being sent.
    var isWithdrawn: Bool
}
