package import SMMModel

/// What came of an attempt, decided from status and error code, never from text.
package enum AttemptOutcome: Sendable, Hashable, Codable {
    /// Done, and the platform said so.
    case published(Receipt)
    /// Certainly not done; may be tried again, not before `after` when given.
    case retry(after: Milliseconds?, reason: Failure)
    /// Certainly not done, and the same request can never succeed.
    case rejected(Failure)
    /// The platform says the same thing is already there.
    case duplicateOf(Receipt?, reason: Failure)
    /// The credential does not work; the account is held, the attempt is not counted.
    case needsReauth(Failure)
    /// It may or may not have been done.
    case ambiguous(Evidence)
}
