import SMMAdapterKit
import SMMModel

// A call into an adapter with the account's credential. A credential that is refused is renewed once, and the call is
// made again by the machine, never here: one call sends an effect at most once.
extension Dispatcher {
    /// Attempts with the credential; where there is none nothing is sent.
    static func withCredential(
        of account: AccountProfile, from source: any CredentialSource, in context: AdapterContext,
        _ act: (AdapterContext) async -> AttemptResult
    ) async -> AttemptResult {
        guard context.manifest.capabilities.contains(.connectsAccounts) else { return await act(context) }
        switch await source.credential(of: account) {
        case .wait(let after, let reason): return AttemptResult(.retry(after: after, reason: reason))
        case .lost(let failure): return AttemptResult(.needsReauth(failure))
        case .ready(let credential):
            var result = await act(context.with(credential))
            if case .needsReauth(let failure) = result.outcome, await source.refused(credential, of: account) {
                result.outcome = .retry(after: .zero, reason: renewed(failure))
            }
            return result
        }
    }

    /// Asks with the credential.
    static func asked(
        of account: AccountProfile, from source: any CredentialSource, in context: AdapterContext,
        _ act: (AdapterContext) async -> ReconcileResult
    ) async -> ReconcileResult {
        guard context.manifest.capabilities.contains(.connectsAccounts) else { return await act(context) }
        switch await source.credential(of: account) {
        case .wait(let after, let reason): return .askAgain(after: after, reason: reason)
        case .lost(let failure): return .needsReauth(failure)
        case .ready(let credential):
            let result = await act(context.with(credential))
            if case .needsReauth(let failure) = result, await source.refused(credential, of: account) {
                return .askAgain(after: .zero, reason: renewed(failure))
            }
            return result
        }
    }

    /// Prepares with the credential.
    static func prepared(
        of account: AccountProfile, from source: any CredentialSource, in context: AdapterContext,
        _ act: (AdapterContext) async -> PrepareResult
    ) async -> PrepareResult {
        guard context.manifest.capabilities.contains(.connectsAccounts) else { return await act(context) }
        switch await source.credential(of: account) {
        case .wait(let after, let reason): return .retry(after: after, reason: reason)
        case .lost(let failure): return .needsReauth(failure)
        case .ready(let credential):
            let result = await act(context.with(credential))
            if case .needsReauth(let failure) = result, await source.refused(credential, of: account) {
                return .retry(after: .zero, reason: renewed(failure))
            }
            return result
        }
    }

    private static func renewed(_ failure: Failure) -> Failure {
        var failure = failure
        failure.code = FailureCode.renewed
        failure.message = "The credential had ended and was renewed; it is tried again."
        return failure
    }
}
