package import SMMModel

/// What the platform says about an attempt whose answer was lost.
package enum ReconcileResult: Sendable, Hashable, Codable {
    /// It is there: adopt it.
    case found(Receipt)
    /// The server object exists and was not published: publishing it again is safe (two-step platforms).
    case unfinished
    /// It is not there, as far as this listing shows.
    case absent(ListingProof)
    /// More than one thing fits: a person must say.
    case several([Receipt])
    /// The platform has no way to tell.
    case cannotTell(Failure)
    /// The question itself failed; ask again, not before `after` when given.
    case askAgain(after: Milliseconds?, reason: Failure)
    /// The credential does not work.
    case needsReauth(Failure)
}
