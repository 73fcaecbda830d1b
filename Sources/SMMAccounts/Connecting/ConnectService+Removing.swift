import Logging
import SMMAdapterKit
import SMMDatabase
package import SMMModel

extension ConnectService {
    /// Removes an account, then takes its credential back on the platform as far as that goes; takes the role admin in
    /// the brand.
    ///
    /// The account is gone whatever the platform says. What it did not do is said in the answer and by a notice; after a
    /// kill in between by a notice of the next run, see ``PendingRevocation``. On a copy nothing is taken back
    /// that the original may still need.
    ///
    /// - Throws: what ``AccountService/remove(_:_:brand:dryRun:)`` throws; then nothing was taken back.
    package func remove(
        _ principal: Principal, _ reference: String, brand: String? = nil, isDryRun: Bool = false
    ) async throws -> AccountRemoval {
        let found = try await accounts.show(principal, reference, brand: brand)
        let id = found.profile.id
        let isCopy = parts.keeper.parts.isCopy()
        // Without a renewal: the removal waits for no network.
        let unstored = await parts.keeper.unstored(id)
        let vault = parts.vault
        let (removed, last) = try await accounts.remove(principal, id.description, dryRun: isDryRun) {
            profile, tx -> LastCredential in
            let last = LastCredential(try Self.opened(profile, vault, tx), unstored: unstored)
            if !isCopy, last != .nothing { try PendingRevocation(.removed, of: profile).begin(in: tx) }
            return last
        }
        guard !isDryRun else { return AccountRemoval(account: removed, remarks: []) }
        let left = await parts.keeper.forget(id)
        await parts.keeper.dropped(left, unless: unstored, of: removed.profile)
        let remark = isCopy ? Self.left(last, removed.profile) : await takeBack(last, of: removed.profile)
        return AccountRemoval(account: removed, remarks: remark.map { [$0] } ?? [])
    }

    /// Takes back what a platform gave and is not kept here, such as the second credential of an account that is
    /// connected already; unless that would take back what is kept. Gives what a person has left to do.
    func takeBack(_ connected: ConnectedAccount, of session: ConnectSession) async -> String? {
        let platform = session.draft.platform
        // Of no brand: it became no account.
        let profile = AccountProfile(
            id: session.account ?? AccountID(rawValue: 0), brand: BrandID(rawValue: 0), platform: platform,
            name: session.draft.name, settings: connected.settings, facts: connected.facts)
        // The password is the person's, who was told that the account is not connected by it.
        let given = connected.credential.withoutPassword
        let revocation = await parts.keeper.takeBack(given, of: profile, unlessKept: true)
        guard let failure = revocation.failure else { return nil }
        parts.keeper.parts.logger.notice(
            "A credential that was given and not kept could not be taken back.",
            metadata: ["platform": "\(platform)", "error.code": "\(failure.code)"])
        return "The credential that was given just now was not taken back on \(platform). \(failure.message) Until it "
            + "is taken back in the account's settings there, it opens the account."
    }

    /// Why an account was not connected, and with it what that leaves to do.
    static func refusal(_ error: any Error, leaving left: String?) -> any Error {
        guard let left, let problem = error as? Problem ?? DatabaseProblem.problem(for: error) else { return error }
        return problem.leaving(left)
    }

    /// Takes back the credential that an account had before it was connected anew, which would open it for ever; gives
    /// what a person has left to do, who finds that in a notice as well. On a copy nothing is taken back: the original
    /// still needs it.
    func replaced(_ former: FormerCredential, by new: Credential) async -> String? {
        guard !parts.keeper.parts.isCopy(), former.credential != .nothing else { return nil }
        let remark = await remainder(former.credential, of: former.account, by: new)
        await parts.keeper.settle(former.pending, isTold: remark != nil)
        return remark
    }

    private func remainder(_ last: LastCredential, of account: AccountProfile, by new: Credential) async -> String? {
        var credential: Credential
        switch last {
        case .nothing: return nil
        case .sealed:
            return
                "The former credential could not be opened, so it was not taken back on \(account.platform): do "
                + "that in the account's settings there."
        case .open(let open): credential = open
        }
        // By the same password the account is connected now.
        if credential.secrets["password"] == new.secrets["password"] { credential = credential.withoutPassword }
        let revocation = await parts.keeper.takeBack(credential, of: account, unlessKept: true)
        guard let failure = revocation.failure else { return nil }
        return "The former credential was not taken back on \(account.platform). \(failure.message)"
    }

    static func opened(
        _ account: AccountProfile, _ vault: Vault, _ tx: any ReadTransaction
    ) throws -> LastCredential {
        do {
            return try vault.credential(of: account, in: tx).map { .open($0.credential) } ?? .nothing
        } catch is VaultFailure {
            return .sealed
        }
    }

    /// What is left of a credential on a copy.
    private static func left(_ last: LastCredential, _ account: AccountProfile) -> String? {
        guard last != .nothing else { return nil }
        return "This database is a copy, so the account's credential was not taken back on \(account.platform): the "
            + "original may still use it."
    }

    /// Takes the credential of a removed account back; gives what a person has left to do, who finds that in a notice as
    /// well.
    private func takeBack(_ last: LastCredential, of account: AccountProfile) async -> String? {
        let remark: String?
        switch last {
        case .nothing: return nil
        case .sealed:
            remark =
                "Its credential could not be opened, so it was not taken back on \(account.platform): do that in "
                + "the account's settings there."
        case .open(let credential):
            remark = Self.remark(
                await parts.keeper.takeBack(credential, of: account, unlessKept: false), account)
        }
        await parts.keeper.settle(PendingRevocation(.removed, of: account), isTold: remark != nil)
        return remark
    }

    private static func remark(_ revocation: Revocation, _ account: AccountProfile) -> String? {
        guard let failure = revocation.failure else { return nil }
        return "Its credential was not taken back on \(account.platform). \(failure.message) Until it is taken back in "
            + "the account's settings there, it opens the account."
    }
}
