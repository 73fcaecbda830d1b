import SMMAdapterKit
import SMMModel

/// What came of a call that a credential was needed for.
protocol CredentialUse {
    /// Nothing was sent; again later.
    static func later(_ after: Milliseconds?, _ reason: Failure) -> Self
    /// A person must connect the account again.
    static func reauth(_ failure: Failure) -> Self
    /// Why the platform did not accept the credential; nil where it did.
    var refusedCredential: Failure? { get }
}

extension AttemptResult: CredentialUse {
    static func later(_ after: Milliseconds?, _ reason: Failure) -> AttemptResult {
        AttemptResult(.retry(after: after, reason: reason))
    }

    static func reauth(_ failure: Failure) -> AttemptResult { AttemptResult(.needsReauth(failure)) }

    var refusedCredential: Failure? {
        if case .needsReauth(let failure) = outcome { failure } else { nil }
    }
}

extension ReconcileResult: CredentialUse {
    static func later(_ after: Milliseconds?, _ reason: Failure) -> ReconcileResult {
        .askAgain(after: after, reason: reason)
    }

    static func reauth(_ failure: Failure) -> ReconcileResult { .needsReauth(failure) }

    var refusedCredential: Failure? {
        if case .needsReauth(let failure) = self { failure } else { nil }
    }
}

extension PrepareResult: CredentialUse {
    static func later(_ after: Milliseconds?, _ reason: Failure) -> PrepareResult {
        .retry(after: after, reason: reason)
    }

    static func reauth(_ failure: Failure) -> PrepareResult { .needsReauth(failure) }

    var refusedCredential: Failure? {
        if case .needsReauth(let failure) = self { failure } else { nil }
    }
}
