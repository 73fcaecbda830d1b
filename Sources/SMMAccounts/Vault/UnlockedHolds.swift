package import SMMDatabase
package import SMMModel
import SMMStore

/// The holds of accounts that waited for a key which is here by now.
package enum UnlockedHolds {
    /// Lifts them; gives their ids. Asked after keys were taken over and at every start: a run that is killed in between
    /// leaves none behind.
    ///
    /// What a platform refused, or holds for another reason, stays held.
    package static func lift(
        _ vault: Vault, by principal: Principal, now: Instant, in tx: any WriteTransaction
    ) throws -> [HoldID] {
        let accounts = try Holds.active(in: tx).compactMap { hold -> AccountID? in
            guard hold.reason == .auth, VaultFailure.tellsOfMissingKey(hold.detail), case .account(let id) = hold.scope
            else { return nil }
            return id
        }
        return try Set(accounts).sorted { $0.rawValue < $1.rawValue }.flatMap { id -> [HoldID] in
            guard let account = try AccountRows.detail(id, in: tx), account.credential == "good",
                try vault.opens(account.profile, in: tx)
            else { return [] }
            return try AuthHold(id, of: account.profile.brand).lift(by: principal, now: now, in: tx) {
                VaultFailure.tellsOfMissingKey($0.detail)
            }
        }
    }
}
