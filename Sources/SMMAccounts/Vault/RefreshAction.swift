package import SMMAdapterKit
package import SMMModel

/// What is done with a credential that is asked for, or was refused.
package enum RefreshAction: Sendable, Hashable {
    /// It is handed out.
    case use
    /// It is not: a person connects the account anew.
    case lose(Failure)
    /// It is asked for again later.
    case wait(after: Milliseconds, Failure)
    /// It is renewed first; where that must wait, the old one may still serve or may not.
    case renew(oldServes: Bool)
}
