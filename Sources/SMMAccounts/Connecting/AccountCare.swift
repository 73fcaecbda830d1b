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
    ) async -> (result: ReadResult<AccountCheck>, isAsked: Bool) {
        var isAsked = false
        // Twice at most: once more where the credential had ended and there is a new one.
        for isLast in [false, true] {
            switch await parts.keeper.credential(of: profile) {
            case .wait(let after, let reason): return (.askAgain(after: after, reason: reason), isAsked)
            case .lost(let failure): return (.needsReauth(failure), isAsked)
            case .ready(let credential):
                guard let reading = parts.reading(profile, credential) else {
                    let failure = Failure("no-adapter", "No adapter speaks for this account any more.")
                    return (.cannotTell(failure), isAsked)
                }
                let result = await checker.check(profile, in: reading)
                isAsked = true
                guard case .needsReauth = result, !isLast else { return (result, isAsked) }
                switch await parts.keeper.refused(credential, of: profile) {
                case .ready: continue
                case .wait(let after, let reason): return (.askAgain(after: after, reason: reason), isAsked)
                case .lost: return (result, isAsked)
                }
            }
        }
        return (.cannotTell(RefreshPlan.refusedFailure), isAsked)
    }

    /// The facts of a check as they are kept: an account does not become another one by it.
    func facts(of check: AccountCheck, for profile: AccountProfile) -> [String: String] {
        var facts = check.facts
        facts[AccountFact.identity] = profile.facts[AccountFact.identity]
        return facts
    }

    /// Keeps the facts that were found of the account as `profile` has it; those of one that was connected anew, or
    /// looked at, meanwhile are newer and stay.
    func keep(_ facts: [String: String], of profile: AccountProfile) async throws {
        guard facts != profile.facts else { return }
        let text = try JSONText.encode(facts)
        let isKept = try await database.write { tx in
            guard try AccountRows.detail(profile.id, in: tx)?.profile.facts == profile.facts else { return false }
            return try tx.run(AccountRows.setFacts, .integer(profile.id.rawValue), .text(text)) > 0
        }
        if isKept { await listChanged() }
    }

    /// Looks at the accounts whose daily instant lies in a span, one after the other, and keeps what it finds. What does
    /// not come off is tried on the next day. An account that waits for a person is left alone, and so is everything
    /// while the database is a copy.
    package func renewFacts(after last: Instant, through now: Instant) async {
        guard !parts.keeper.parts.isCopy() else { return }
        let logger = parts.keeper.parts.logger
        do {
            for profile in try await due(after: last, through: now) {
                guard !Task.isCancelled else { return }
                guard let checker = parts.adapter(profile.platform) as? any ChecksAccounts else { continue }
                switch await look(profile, with: checker).result {
                case .read(let check, _): try await keep(facts(of: check, for: profile), of: profile)
                case .needsReauth(let failure), .askAgain(_, let failure), .cannotTell(let failure):
                    logger.debug(
                        "The facts of an account could not be renewed.",
                        metadata: ["account.id": "\(profile.id)", "error.code": "\(failure.code)"])
                }
            }
        } catch {
            logger.debug("The facts of accounts could not be renewed.", metadata: ["error.code": "\(error)"])
        }
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
