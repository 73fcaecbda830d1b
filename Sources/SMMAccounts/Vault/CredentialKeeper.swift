import Logging
package import SMMAdapterKit
import SMMDatabase
package import SMMModel
import SMMStore

/// Hands out credentials and renews them: one flight for an account, whoever asks, with a durable start.
///
/// A renewal whose answer was lost is tried once more with what there is; what the platform then refuses is a person's.
/// Opened credentials stay in memory only here. What is decided is ``RefreshPlan``'s.
package actor CredentialKeeper: CredentialSource {
    private enum Held {
        case open(HeldCredential)
        case lost(Failure)
    }

    let parts: KeeperParts
    private var held: [AccountID: Held] = [:]
    /// Grows whenever another credential is held, or none.
    private var turns: [AccountID: Int] = [:]
    private var flights: [AccountID: Task<CredentialAnswer, Never>] = [:]
    /// Renewed, and the database could not take it: not to be lost.
    private var unsaved: [AccountID: UnstoredCredential] = [:]
    /// Grows whenever everything is forgotten.
    private var oblivions = 0
    /// Grows whenever an account is forgotten.
    private var ownOblivions: [AccountID: Int] = [:]
    /// Not before this instant is a renewal tried again.
    private var pauses: [AccountID: Instant] = [:]

    /// A keeper; nothing is read yet.
    package init(_ parts: KeeperParts) { self.parts = parts }

    /// The credential of `account`, renewed where it is time.
    package func credential(of account: AccountProfile) async -> CredentialAnswer {
        if let answer = await underWay(account) { return answer }
        switch await look(account) {
        case .failure(let failure): return .wait(after: nil, reason: failure)
        case .success(.lost(let failure)): return .lost(failure)
        case .success(.open(let found)):
            return await perform(RefreshPlan.asked(question(found, account)), found, of: account)
        }
    }

    /// The platform did not accept `credential`: another one, a wait for one, or none for a person to mend.
    package func refused(_ credential: Credential, of account: AccountProfile) async -> CredentialAnswer {
        if let answer = await underWay(account) { return other(answer, than: credential) }
        switch await look(account) {
        case .failure(let failure): return .wait(after: nil, reason: failure)
        case .success(.lost(let failure)): return .lost(failure)
        case .success(.open(let found)):
            if found.refusal == nil, found.credential.secrets != credential.secrets { return .ready(found.credential) }
            let action = RefreshPlan.refused(question(found, account))
            return other(await perform(action, found, of: account), than: credential)
        }
    }

    private func other(_ answer: CredentialAnswer, than credential: Credential) -> CredentialAnswer {
        if case .ready(let other) = answer, other.secrets == credential.secrets {
            return .lost(RefreshPlan.refusedFailure)
        }
        return answer
    }

    /// What a flight that is under way comes to, or one that stores what could not be stored; nil where there is none.
    private func underWay(_ account: AccountProfile) async -> CredentialAnswer? {
        if let flight = flights[account.id] { return await flight.value }
        guard let unsaved = unsaved[account.id] else { return nil }
        return await alone(account) { [epoch = epoch(of: account.id)] in
            await self.saved(unsaved, of: account, since: epoch)
        }
    }

    private func question(_ found: HeldCredential, _ account: AccountProfile) -> RefreshQuestion {
        var question = RefreshQuestion(
            now: parts.clock.now, issuedAt: found.credential.issuedAt, expiresAt: found.credential.expiresAt)
        question.refusal = found.refusal
        question.isBegun = found.refreshAt != nil
        question.canRenew = canRenew(found.credential, of: account)
        question.isCopy = parts.isCopy()
        question.pause = pauses[account.id]
        question.jitter = parts.jitter(account.id)
        return question
    }

    private func perform(
        _ action: RefreshAction, _ found: HeldCredential, of account: AccountProfile
    ) async -> CredentialAnswer {
        switch action {
        case .use: return .ready(found.credential)
        case .lose(let failure): return .lost(failure)
        case .wait(let after, let reason): return .wait(after: after, reason: reason)
        case .renew(let oldServes):
            let epoch = epoch(of: account.id)
            let answer = await alone(account) { await self.fly(found, of: account, since: epoch) }
            // Forgotten meanwhile: it was connected anew, and the old one is nobody's.
            guard oldServes, case .wait = answer, epoch == self.epoch(of: account.id),
                case .open(let now)? = held[account.id], now.version == found.version, now.refreshAt == nil
            else { return answer }
            return .ready(found.credential)
        }
    }

    /// Renews whatever is due, and what an earlier run had begun; gives when to look again, at most a minute from now.
    package func renewDue() async -> Instant {
        let now = parts.clock.now
        var next = now + .seconds(60)
        let due: [(AccountID, Instant, Instant, Instant?)]
        do {
            due = try await parts.database.read { tx in
                try tx.query(CredentialRows.expiring, []) { row in
                    (
                        AccountID(rawValue: try row.int64(0)), try row.instant(1), try row.instant(2),
                        try row.optionalInstant(3)
                    )
                }
            }
        } catch {
            parts.logger.error("The credentials could not be looked through.", metadata: ["error.code": "\(error)"])
            return next
        }
        var accounts: [AccountProfile] = []
        for (id, issuedAt, expiresAt, begun) in due {
            guard let account = parts.account(id), canRenew(account) else { continue }
            let at = RefreshPlan.due(issuedAt: issuedAt, expiresAt: expiresAt, jitter: parts.jitter(id))
            if begun == nil && at > now { next = min(next, at) } else { accounts.append(account) }
        }
        // Side by side: one server that does not answer keeps nobody else waiting.
        await withDiscardingTaskGroup { group in
            for account in accounts { group.addTask { _ = await self.credential(of: account) } }
        }
        for account in accounts {
            if let pause = pauses[account.id] { next = min(next, max(pause, now + .seconds(1))) }
        }
        return next
    }

    /// A renewed credential of the account that the database could not take yet; nil where there is none.
    package func unstored(_ account: AccountID) -> Credential? { unsaved[account]?.credential }

    /// Forgets what is kept in memory of an account: it was connected anew, or is gone. Gives a renewed credential of it
    /// that the database could not take, which nobody else may know; nil where there is none.
    @discardableResult
    package func forget(_ account: AccountID) -> UnstoredCredential? {
        ownOblivions[account, default: 0] += 1
        hold(nil, account)
        pauses[account] = nil
        return unsaved.removeValue(forKey: account)
    }

    /// Forgets everything kept in memory: the keys changed.
    package func forgetAll() {
        oblivions += 1
        held = [:]
        pauses = [:]
    }

    func epoch(of account: AccountID) -> KeeperEpoch {
        KeeperEpoch(all: oblivions, own: ownOblivions[account, default: 0])
    }

    /// Keeps what a flight found, unless the account was forgotten since it began.
    func note(_ found: HeldCredential?, of account: AccountProfile, since epoch: KeeperEpoch) {
        guard epoch == self.epoch(of: account.id) else { return }
        hold(found.map(Held.open), account.id)
    }

    private func hold(_ credential: Held?, _ account: AccountID) {
        held[account] = credential
        turns[account, default: 0] += 1
    }

    private func canRenew(_ account: AccountProfile) -> Bool {
        parts.adapter(account.platform) is any RefreshesCredentials
    }

    private func canRenew(_ credential: Credential, of account: AccountProfile) -> Bool {
        (parts.adapter(account.platform) as? any RefreshesCredentials)?.canRefresh(credential) ?? false
    }

    private func look(_ account: AccountProfile) async -> Result<Held, Failure> {
        if let known = held[account.id] { return .success(known) }
        let epoch = epoch(of: account.id)
        let turn = turns[account.id]
        let result: Held
        do {
            let vault = parts.vault
            let found = try await parts.database.read { tx in try vault.credential(of: account, in: tx) }
            result = found.map(Held.open) ?? .lost(Self.notConnected)
        } catch let failure as VaultFailure {
            result = Held.lost(Failure("vault-\(failure.code.rawValue)", failure.message))
        } catch {
            return .failure(Failure("database", "The database could not be read."))
        }
        // A renewal that ended while it was read has put a newer one there, or taken an older one away.
        if turn == turns[account.id], epoch == self.epoch(of: account.id) { held[account.id] = result }
        return .success(held[account.id] ?? result)
    }

    private static let notConnected = Failure("not-connected", "The account is not connected.")

    static let changed = CredentialAnswer.wait(
        after: nil, reason: Failure("credential-changed", "The account was connected anew meanwhile."))

    /// One flight for an account.
    private func alone(
        _ account: AccountProfile, _ work: @escaping @Sendable () async -> CredentialAnswer
    ) async -> CredentialAnswer {
        if let flight = flights[account.id] { return await flight.value }
        let flight = Task { await work() }
        flights[account.id] = flight
        let answer = await flight.value
        flights[account.id] = nil
        return answer
    }

    private func fly(
        _ found: HeldCredential, of account: AccountProfile, since epoch: KeeperEpoch
    ) async -> CredentialAnswer {
        guard let adapter = parts.adapter(account.platform) as? any RefreshesCredentials,
            let context = parts.context(account.platform)
        else { return .lost(Self.notConnected) }
        parts.reached(.before)
        let now = parts.clock.now
        let isBegun: Bool
        do {
            isBegun = try await parts.database.write { tx in
                try tx.run(
                    CredentialRows.beginRefresh,
                    [.integer(account.id.rawValue), .integer(found.version), now.sqlValue]) > 0
            }
        } catch {
            return .wait(after: nil, reason: Failure("database", "The start of the renewal could not be recorded."))
        }
        // Another one is there by now, or none: what would be renewed is nobody's credential any more.
        guard isBegun else {
            note(nil, of: account, since: epoch)
            return Self.changed
        }
        parts.reached(.started)
        // What is asked again later gives its reason to others, and a server's words may repeat what it was asked with.
        let result = await adapter.refresh(
            found.credential, of: account,
            in: context.screened(found.credential.secrets.values).within(RefreshPlan.patience))
        parts.reached(.answered)
        switch result {
        case .renewed(let credential):
            if epoch == self.epoch(of: account.id) { pauses[account.id] = nil }
            return await saved(
                UnstoredCredential(credential: credential, replaces: found.version), of: account, since: epoch)
        case .retry(let after, let reason):
            await endRefresh(found, account, since: epoch)
            return wait(account, after: after ?? RefreshPlan.pause, reason, since: epoch)
        case .ambiguous(let evidence):
            // The start stays on record: the next try, also one after a restart, knows that this one may have been done.
            var doubted = found
            doubted.refreshAt = now
            note(doubted, of: account, since: epoch)
            return wait(account, after: RefreshPlan.doubt, evidence.failure, since: epoch)
        case .refused(let failure):
            return await refuse(found, account, failure, since: epoch)
        }
    }

    private func wait(
        _ account: AccountProfile, after: Milliseconds, _ reason: Failure, since epoch: KeeperEpoch
    ) -> CredentialAnswer {
        guard epoch == self.epoch(of: account.id) else { return Self.changed }
        pauses[account.id] = parts.clock.now + after
        return .wait(after: after, reason: reason.withoutRemoteText)
    }

    private func endRefresh(_ found: HeldCredential, _ account: AccountProfile, since epoch: KeeperEpoch) async {
        let now = parts.clock.now
        var ended = found
        do {
            try await parts.database.write { tx in
                _ = try tx.run(
                    CredentialRows.endRefresh, [.integer(account.id.rawValue), .integer(found.version), now.sqlValue])
            }
            ended.refreshAt = nil
        } catch {
            // Left on record it costs one more try, no more.
            ended.refreshAt = now
        }
        note(ended, of: account, since: epoch)
    }

    /// Whether the account is removed; false where that cannot be read now: the next question finds out.
    private func isGone(_ account: AccountProfile) async -> Bool {
        do {
            return try await parts.database.read { tx in try AccountRows.detail(account.id, in: tx) == nil }
        } catch {
            return false
        }
    }

    /// Stores a new credential; one that cannot be stored now is used all the same and stored at the next question.
    private func saved(
        _ renewed: UnstoredCredential, of account: AccountProfile, since epoch: KeeperEpoch
    ) async -> CredentialAnswer {
        let credential = renewed.credential
        let now = parts.clock.now
        do {
            let vault = parts.vault
            let version: Int64? = try await parts.database.write { tx in
                guard
                    let version = try vault.renew(
                        credential, replacing: renewed.replaces, of: account, now: now, in: tx)
                else { return nil }
                try EventLog.append(
                    EventDraft(
                        at: now, brand: account.brand, principal: .system(via: "keeper"), verb: "account.renewed",
                        subjectKind: "account", subject: account.id.rawValue, account: account.id,
                        retention: "routine"), in: tx)
                return version
            }
            guard let version, epoch == self.epoch(of: account.id) else {
                // Connected anew or removed meanwhile: nobody has a use for it.
                if epoch == self.epoch(of: account.id) {
                    unsaved[account.id] = nil
                    hold(nil, account.id)
                }
                // One that was stored is taken back by whoever replaced or removed it there.
                if version == nil { await dropped(renewed, of: account) }
                return await isGone(account) ? .lost(Self.notConnected) : Self.changed
            }
            unsaved[account.id] = nil
            hold(.open(HeldCredential(credential: credential, version: version)), account.id)
            parts.reached(.stored)
        } catch let failure as VaultFailure where failure.code == .empty {
            // A good token is never overwritten by an empty one.
            let reason = Failure("renewal-empty", "The platform's new credential was empty; the old one is kept.")
            return wait(account, after: RefreshPlan.pause, reason, since: epoch)
        } catch {
            parts.logger.error(
                "A renewed credential could not be stored yet.",
                metadata: ["account.id": "\(account.id)", "error.code": "\(error)"])
            guard epoch.own == self.epoch(of: account.id).own else {
                await dropped(renewed, of: account)
                return Self.changed
            }
            unsaved[account.id] = renewed
            hold(nil, account.id)
        }
        return .ready(credential)
    }
}
