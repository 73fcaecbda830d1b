import Logging
import SMMAdapterKit
import SMMDatabase
import SMMModel

extension CredentialKeeper {
    /// Holds an account whose platform did not accept `credential`, which cannot be renewed, though nothing was being
    /// sent: a person is told before something is. Nothing happens where it has another credential by now.
    func hold(_ account: AccountProfile, for given: Failure, with credential: Credential) async {
        let now = parts.clock.now
        let epoch = epoch(of: account.id)
        // A server's words may repeat what it was asked with.
        let reconnect = ReconnectNotice(account: account, failure: given.withoutRemoteText)
        do {
            let (vault, ids) = (parts.vault, parts.ids)
            let hold = try await parts.database.write { tx -> Hold? in
                guard try vault.credential(of: account, in: tx)?.credential.secrets == credential.secrets else {
                    return nil
                }
                return try reconnect.place(ids, now: now, in: tx)
            }
            // Where the account was forgotten since the commit, the hold was lifted again, and the gate was told so.
            guard let hold, epoch.own == self.epoch(of: account.id).own else { return }
            parts.placed(hold)
            parts.noticeRaised()
        } catch {
            parts.logger.error(
                "It could not be recorded that an account must be connected again.",
                metadata: ["account.id": "\(account.id)", "error.code": "\(error)"])
        }
    }
}
