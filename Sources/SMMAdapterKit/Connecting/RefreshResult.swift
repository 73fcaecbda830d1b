package import SMMModel

/// What came of renewing a credential.
package enum RefreshResult: Sendable, Equatable {
    /// A new credential; the old one may be dead.
    case renewed(Credential)
    /// Certainly not done, or done in a way that can be repeated; not before `after` when given.
    case retry(after: Milliseconds?, reason: Failure)
    /// The platform does not accept what it is renewed by: a person must connect the account again.
    case refused(Failure)
    /// It may have been done: the new credential may be lost, and the old one dead.
    case ambiguous(Evidence)
}
