import Logging
import SMMAdapterKit
import SMMDatabase
import SMMModel
import SMMStore

extension CredentialKeeper {
    /// The platform will not renew it: a person is told at once, and nothing more goes out on the account.
    func refuse(
        _ found: HeldCredential, _ account: AccountProfile, _ given: Failure, since epoch: KeeperEpoch
    ) async -> CredentialAnswer {
        let now = parts.clock.now
        // A server's words may repeat what it was asked with.
        let failure = given.withoutRemoteText
        var refused = found
        refused.refusal = failure
        refused.refreshAt = nil
        note(refused, of: account, since: epoch)
        let isHeld = await hold(account, for: failure, since: epoch) { tx in
            try tx.run(
                CredentialRows.refuse,
                [
                    .integer(account.id.rawValue), .integer(found.version), .text(try JSONText.encode(failure)),
                    now.sqlValue,
                ]) > 0
        }
        if isHeld != true { note(nil, of: account, since: epoch) }
        return isHeld == false ? Self.changed : .lost(failure)
    }

    /// Holds an account whose platform did not accept `credential`, which cannot be renewed, though nothing was being
    /// sent: a person is told before something is. Nothing happens where it has another credential by now.
    func hold(_ account: AccountProfile, for given: Failure, with credential: Credential) async {
        let vault = parts.vault
        // A server's words may repeat what it was asked with.
        _ = await hold(account, for: given.withoutRemoteText, since: epoch(of: account.id)) { tx in
            try vault.credential(of: account, in: tx)?.credential.secrets == credential.secrets
        }
    }

    /// Holds an account and tells a person, in one transaction with `isConcerned`, where that finds that what was refused
    /// is still the account's credential; gives whether it is held by that, and nil where it could not be recorded.
    private func hold(
        _ account: AccountProfile, for failure: Failure, since epoch: KeeperEpoch,
        where isConcerned: @escaping @Sendable (any WriteTransaction) throws -> Bool
    ) async -> Bool? {
        let (ids, now) = (parts.ids, parts.clock.now)
        let reconnect = ReconnectNotice(account: account, failure: failure)
        do {
            let hold = try await parts.database.write { tx -> Hold? in
                try isConcerned(tx) ? reconnect.place(ids, now: now, in: tx) : nil
            }
            // Where the account was forgotten since the commit, the hold was lifted again, and the gate was told so. That
            // everything was forgotten, as after an import of keys, lifts no hold.
            guard let hold, epoch.own == self.epoch(of: account.id).own else { return false }
            parts.placed(hold)
            parts.noticeRaised()
            return true
        } catch {
            parts.logger.error(
                "It could not be recorded that an account must be connected again.",
                metadata: ["account.id": "\(account.id)", "error.code": "\(error)"])
            return nil
        }
    }
}
