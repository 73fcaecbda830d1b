package import SMMModel

/// The credential of an account, or why there is none.
package enum CredentialAnswer: Sendable {
    /// It is there and, as far as is known, good.
    case ready(Credential)
    /// Not now: it is being renewed, or could not be read; not before `after` when given.
    case wait(after: Milliseconds?, reason: Failure)
    /// A person must connect the account again.
    case lost(Failure)
}
