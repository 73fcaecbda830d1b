import SMMAdapterKit
import SMMDatabase
import SMMModel
import SMMStore

/// Stores the credential of an account in the transaction that makes or changes it.
typealias CredentialKeeping = @Sendable (AccountProfile, _ now: Instant, any WriteTransaction) throws -> Void

extension AccountService {
    /// Checks what can be checked of an account before its platform is asked; changes nothing.
    func rehearse(_ principal: Principal, _ draft: AccountDraft) async throws {
        _ = try await context.write(principal, dryRun: true) { [self] scene, tx in
            _ = try insert(draft, facts: [:], scene, tx)
        }
    }

    /// Makes the account that was connected.
    ///
    /// - Throws: as ``create(_:_:_:render:)``, and `account-connected-already` where it is an account here already.
    func connected(
        _ principal: Principal, _ draft: AccountDraft, _ connected: ConnectedAccount,
        keeping: @escaping CredentialKeeping
    ) async throws -> AccountDetail {
        var draft = draft
        draft.settings = connected.settings
        let final = draft
        return try await context.writeListed(principal, dryRun: false) { [self] scene, tx in
            try checkIdentity(connected, on: final.platform, except: nil, scene, tx)
            let (profile, role) = try insert(final, facts: Self.facts(of: connected), scene, tx)
            try keeping(profile, scene.now, tx)
            try log("account.connected", profile, before: nil, after: profile, role, scene, tx)
            return try Self.stored(profile.id, tx)
        }
    }

    /// Takes in that an account was connected anew; gives it, the holds that are released by that, and what `keeping`
    /// gave.
    ///
    /// - Parameters:
    ///   - begunWith: the settings the connection began with: of the account's own only those change that it changed,
    ///     since others may have been set meanwhile.
    ///   - keeping: stores the credential, in the transaction; is given the account as it was and as it is.
    /// - Throws: `account-other` where it is another account of the platform.
    func reconnected<Former: Sendable>(
        _ principal: Principal, _ account: AccountID, _ connected: ConnectedAccount, begunWith: [String: String],
        keeping:
            @escaping @Sendable (
                _ before: AccountProfile, _ after: AccountProfile, _ now: Instant, any WriteTransaction
            ) throws -> Former
    ) async throws -> (AccountDetail, released: [HoldID], former: Former) {
        try await context.writeListed(principal, dryRun: false) { [self] scene, tx in
            let before = try Self.stored(account, tx).profile
            let role = try Authority.require(.admin, in: before.brand, of: scene.principal, to: "connect an account")
            if let identity = before.facts[AccountFact.identity], identity != connected.identity {
                throw Problem.conflict(
                    "account-other",
                    "You signed in to \(connected.handle), which is not the account “\(before.name)” is connected to"
                        + (before.facts[AccountFact.handle].map { " (\($0))." } ?? "."),
                    next: "Sign in to the right account, or add this one: smmctl account add \(before.platform)")
            }
            try checkIdentity(connected, on: before.platform, except: account, scene, tx)
            var after = before
            for name in Set(begunWith.keys).union(connected.settings.keys)
            where connected.settings[name] != begunWith[name] {
                after.settings[name] = connected.settings[name]
            }
            after.facts = Self.facts(of: connected)
            try tx.run(
                AccountRows.update,
                [.integer(after.id.rawValue), .text(after.name), .text(try JSONText.encode(after.settings))])
            try tx.run(AccountRows.setFacts, .integer(after.id.rawValue), .text(try JSONText.encode(after.facts)))
            let former = try keeping(before, after, scene.now, tx)
            try log("account.reconnected", after, before: before, after: after, role, scene, tx)
            let released = try AuthHold(after.id, of: after.brand).lift(by: scene.principal, now: scene.now, in: tx)
            return (try Self.stored(account, tx), released, former)
        }
    }

    private static func facts(of connected: ConnectedAccount) -> [String: String] {
        var facts = connected.facts
        facts[AccountFact.identity] = connected.identity
        facts[AccountFact.handle] = connected.handle
        return facts
    }

    /// One account of a platform is one account here: two would each have a queue, a fuse and an inbox of it.
    private func checkIdentity(
        _ connected: ConnectedAccount, on platform: String, except own: AccountID?, _ scene: AccountsContext.Scene,
        _ tx: any ReadTransaction
    ) throws {
        let holder = try AccountRows.details(on: platform, in: tx).first {
            $0.profile.id != own && $0.profile.facts[AccountFact.identity] == connected.identity
        }
        guard let holder else { return }
        let isVisible = scene.principal.role(in: holder.profile.brand) != nil
        throw Problem.conflict(
            "account-connected-already",
            "\(connected.handle) is connected already, as "
                + (isVisible
                    ? "“\(holder.profile.name)” of the brand \(holder.brandName)." : "an account of another brand."),
            next: isVisible ? "smmctl account reconnect \(holder.profile.id)" : nil)
    }
}
