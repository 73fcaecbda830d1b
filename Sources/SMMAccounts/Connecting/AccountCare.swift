import Logging
import SMMAdapterKit
package import SMMDatabase
package import SMMModel
import SMMStore

/// Looks at accounts by reads alone and keeps the facts it finds: limits, names, followers.
package struct AccountCare: Sendable {
    private let database: any Database
    private let parts: ConnectParts
    private let listChanged: @Sendable () async -> Void

    /// Looks with `parts`; `listChanged` is called when facts were kept, so that those who keep them in memory look again.
    package init(
        database: any Database, parts: ConnectParts, listChanged: @escaping @Sendable () async -> Void
    ) {
        self.database = database
        self.parts = parts
        self.listChanged = listChanged
    }

    /// What a platform says of an account, and whether it was asked: nobody asks without a credential.
    func look(
        _ profile: AccountProfile, with checker: any ChecksAccounts
    ) async -> AccountLook {
        var asked: Credential?
        func look(_ result: ReadResult<AccountCheck>) -> AccountLook { AccountLook(result: result, asked: asked) }
        // Twice at most: once more where the credential had ended and there is a new one.
        for isLast in [false, true] {
            switch await parts.keeper.credential(of: profile) {
            case .wait(let after, let reason): return look(.askAgain(after: after, reason: reason))
            case .lost(let failure): return look(.needsReauth(failure))
            case .ready(let credential):
                guard let reading = parts.reading(profile, credential) else {
                    let failure = Failure("no-adapter", "No adapter speaks for this account any more.")
                    return look(.cannotTell(failure))
                }
                let result = await checker.check(profile, in: reading)
                asked = credential
                guard case .needsReauth = result, !isLast else { return look(result) }
                switch await parts.keeper.refused(credential, of: profile) {
                case .ready: continue
                case .wait(let after, let reason): return look(.askAgain(after: after, reason: reason))
                case .lost: return look(result)
                }
            }
        }
        return look(.cannotTell(RefreshPlan.refusedFailure))
    }

    /// The facts of a check as they are kept: an account does not become another one by it.
    func facts(of check: AccountCheck, for profile: AccountProfile) -> [String: String] {
        var facts = check.facts
        facts[AccountFact.identity] = profile.facts[AccountFact.identity]
        return facts
    }

    /// Keeps the facts that were found of the account as `profile` has it; those of one that was connected anew, or
    /// looked at, meanwhile are newer and stay. Gives whether any were kept; the caller tells those
    /// who have accounts in memory.
    func keep(_ facts: [String: String], of profile: AccountProfile) async throws -> Bool {
        guard facts != profile.facts else { return false }
        let text = try JSONText.encode(facts)
        return try await database.write { tx in
            guard try AccountRows.detail(profile.id, in: tx)?.profile.facts == profile.facts else { return false }
            return try tx.run(AccountRows.setFacts, .integer(profile.id.rawValue), .text(text)) > 0
        }
    }

    /// Looks at the accounts whose daily instant lies in a span, one after the other, and keeps what it finds. What does
    /// not come off is tried on the next day. An account whose platform does not accept its credential any more is held,
    /// and a person is told, before something is to be sent. One that waits for a person is left alone, and so is
    /// everything while the database is a copy.
    package func renewFacts(after last: Instant, through now: Instant) async {
        guard !parts.keeper.parts.isCopy() else { return }
        let logger = parts.keeper.parts.logger
        let profiles: [AccountProfile]
        do {
            profiles = try await due(after: last, through: now)
        } catch {
            logger.warning("The facts of accounts could not be renewed.", metadata: ["error.code": "\(error)"])
            return
        }
        var isKept = false
        for profile in profiles {
            guard !Task.isCancelled else { break }
            guard let checker = parts.adapter(profile.platform) as? any ChecksAccounts else { continue }
            let found = await look(profile, with: checker)
            switch found.result {
            case .read(let check, _):
                do {
                    if try await keep(facts(of: check, for: profile), of: profile) { isKept = true }
                } catch {
                    logger.warning(
                        "The facts of an account could not be kept.",
                        metadata: ["account.id": "\(profile.id)", "error.code": "\(error)"])
                }
            case .needsReauth(let failure), .askAgain(_, let failure), .cannotTell(let failure):
                logger.debug(
                    "The facts of an account could not be renewed.",
                    metadata: ["account.id": "\(profile.id)", "error.code": "\(failure.code)"])
                if case .needsReauth = found.result, let asked = found.asked {
                    await parts.keeper.hold(profile, for: failure, with: asked)
                }
            }
        }
        // Once for all of them: whoever is told reads every account anew.
        if isKept { await listChanged() }
    }

    private func due(after last: Instant, through now: Instant) async throws -> [AccountProfile] {
        let jitter = parts.keeper.parts.jitter
        return try await database.read { tx in
            try tx.query(AccountRows.connected, []) { AccountID(rawValue: try $0.int64(0)) }
                .filter { FactsPlan.isDue(jitter($0), after: last, through: now) }
                .compactMap { try AccountRows.detail($0, in: tx) }
                .filter { !$0.held.contains(.auth) }.map(\.profile)
        }
    }
}
