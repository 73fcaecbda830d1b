import Logging
import SMMAdapterKit
import SMMModel

extension CredentialKeeper {
    /// An account that is gone has no use for a new credential: it is taken back, as far as that goes.
    func dropped(_ credential: Credential, of account: AccountProfile) async -> CredentialAnswer {
        forget(account.id)
        if let adapter = parts.adapter(account.platform) as? any RevokesCredentials,
            let context = parts.context(account.platform)
        {
            let failure = await adapter.revoke(
                credential, of: account, in: context.screened(credential.secrets.values))
            if let failure {
                parts.logger.notice(
                    "The credential of an account that was removed could not be taken back.",
                    metadata: ["account.id": "\(account.id)", "error.code": "\(failure.code)"])
            }
        }
        return .lost(Self.notConnected)
    }
}
