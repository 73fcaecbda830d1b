import SMMAccounts
import SMMAdapterKit
import SMMModel
import SMMPublishing

/// The keeper of credentials, as the publish machine asks for it.
struct KeeperSource: CredentialSource {
    let keeper: CredentialKeeper

    func credential(of account: AccountProfile) async -> CredentialAnswer {
        switch await keeper.credential(of: account) {
        case .ready(let credential): .ready(credential)
        case .wait(let after, let reason): .wait(after: after, reason: reason)
        case .lost(let failure): .lost(failure)
        }
    }

    func refused(_ credential: Credential, of account: AccountProfile) async -> Bool {
        await keeper.refused(credential, of: account)
    }
}
