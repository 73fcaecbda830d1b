import SMMAdapterKit
import SMMModel

// A call into an adapter with the account's credential. A credential that is refused is renewed once, and the call is
// made again by the machine, never here: one call sends an effect at most once.
extension Dispatcher {
    /// Calls an adapter with the account's credential; where there is none it is not called.
    static func acting<Result: CredentialUse>(
        for account: AccountProfile, from source: any CredentialSource, in context: AdapterContext,
        _ act: (AdapterContext) async -> Result
    ) async -> Result {
        guard context.manifest.capabilities.contains(.connectsAccounts) else { return await act(context) }
        switch await source.credential(of: account) {
        case .wait(let after, let reason): return .later(after, reason)
        case .lost(let failure): return .reauth(failure)
        case .ready(let credential):
            let result = await act(context.with(credential))
            guard let failure = result.refusedCredential else { return result }
            switch await source.refused(credential, of: account) {
            case .ready: return .later(.zero, renewed(failure))
            case .wait(let after, let reason): return .later(after, reason)
            case .lost: return result
            }
        }
    }

    private static func renewed(_ failure: Failure) -> Failure {
        var failure = failure
        failure.code = FailureCode.renewed
        failure.message = "The credential had ended and was renewed; it is tried again."
        return failure
    }
}
