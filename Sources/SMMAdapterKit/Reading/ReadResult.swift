package import SMMModel

/// What came of a read.
package enum ReadResult<Value: Sendable & Hashable & Codable>: Sendable, Hashable, Codable {
    /// The answer, and what is left to spend where the platform says.
    case read(Value, budget: RateBudget?)
    /// No answer now; not before `after` when given.
    case askAgain(after: Milliseconds?, reason: Failure)
    /// The credential does not work.
    case needsReauth(Failure)
    /// The platform will not or cannot say.
    case cannotTell(Failure)
}
