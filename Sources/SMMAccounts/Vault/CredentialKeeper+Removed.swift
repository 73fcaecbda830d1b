import Logging
import SMMAdapterKit
import SMMDatabase
import SMMModel

extension CredentialKeeper {
    /// How long taking one back may take, all its requests together: somebody waits.
    private static let patienceOfRevoking = Milliseconds.seconds(10)

    /// Takes a credential back on its platform.
    ///
    /// - Parameter unlessKept: whether it is left alone where that would take back what an account here is kept by.
    nonisolated func takeBack(
        _ credential: Credential, of account: AccountProfile, unlessKept: Bool
    ) async -> Revocation {
        let platform = account.platform
        if unlessKept {
            do {
                let vault = parts.vault
                switch try await parts.database.read({ tx in try vault.use(of: credential, on: platform, in: tx) }) {
                case .none: break
                case .possible: return .undecided
                case .certain: return .kept
                }
            } catch {
                return .failed(Failure("database", "The database could not be read."))
            }
        }
        guard let adapter = parts.adapter(platform) as? any RevokesCredentials, let context = parts.context(platform)
        else { return .impossible }
        let failure = await adapter.revoke(
            credential, of: account,
            in: context.screened(credential.secrets.values).within(Self.patienceOfRevoking))
        return failure.map(Revocation.failed) ?? .done
    }

    /// A new credential that nobody has a use for, since its account is gone or was connected anew, is taken back, as far
    /// as that goes.
    func dropped(_ given: Credential, of account: AccountProfile) async {
        guard !parts.isCopy() else { return }
        // Of the password, where one is kept, a person is told by whoever removes or connects the account.
        let revocation = await takeBack(given.withoutPassword, of: account, unlessKept: true)
        guard let failure = revocation.failure else { return }
        parts.logger.notice(
            "A renewed credential that nobody needs any more could not be taken back.",
            metadata: ["account.id": "\(account.id)", "error.code": "\(failure.code)"])
    }
}
