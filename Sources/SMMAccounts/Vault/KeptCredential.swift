package import SMMAdapterKit
package import SMMModel

/// The credential of an account as its keeper answers, or why there is none.
package enum KeptCredential: Sendable {
    /// Act with this.
    case ready(Credential)
    /// Not now; not before `after` when given.
    case wait(after: Milliseconds?, reason: Failure)
    /// A person must connect the account again.
    case lost(Failure)
}
