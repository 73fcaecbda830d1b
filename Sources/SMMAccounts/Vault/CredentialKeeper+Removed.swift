import Logging
import SMMAdapterKit
import SMMDatabase
import SMMModel

extension CredentialKeeper {
    /// How long taking one back may take: whoever asked for a credential waits.
    private static let patience = Milliseconds.seconds(10)

    /// A new credential that nobody has a use for, since its account is gone or was connected anew, is taken back, as far
    /// as that goes.
    func dropped(_ given: Credential, of account: AccountProfile) async {
        // Of the password, where one is kept, a person is told by whoever removes or connects the account.
        let credential = given.withoutPassword
        guard !parts.isCopy(), let adapter = parts.adapter(account.platform) as? any RevokesCredentials,
            let context = parts.context(account.platform)
        else { return }
        let failure: Failure?
        do {
            let vault = parts.vault
            guard try await parts.database.read({ tx in try !vault.isKept(credential, on: account.platform, in: tx) })
            else { return }
            failure = await adapter.revoke(
                credential, of: account, in: context.screened(credential.secrets.values).within(Self.patience))
        } catch {
            failure = Failure("database", "The database could not be read.")
        }
        guard let failure else { return }
        parts.logger.notice(
            "A renewed credential that nobody needs any more could not be taken back.",
            metadata: ["account.id": "\(account.id)", "error.code": "\(failure.code)"])
    }
}
