import Logging
package import SMMAdapterKit
import SMMDatabase
package import SMMModel
import SMMStore

/// Hands out credentials and renews them: one flight for an account, whoever asks, with a durable start.
///
/// A renewal whose answer was lost is tried once more with what there is; what the platform then refuses is a person's.
/// Opened credentials stay in memory only here.
package actor CredentialKeeper: CredentialSource {
    private enum Held {
        case open(HeldCredential)
        case lost(Failure)
    }

    let parts: KeeperParts
    private var held: [AccountID: Held] = [:]
    private var flights: [AccountID: Task<CredentialAnswer, Never>] = [:]
    /// Renewed, and the database could not take it: not to be lost.
    private var unsaved: [AccountID: (credential: Credential, replaces: Int64)] = [:]
    /// Grows whenever something is forgotten: what was read before that is not kept.
    private var epoch = 0
    /// Not before this instant is a renewal tried again.
    private var pauses: [AccountID: Instant] = [:]

    /// A keeper; nothing is read yet.
    package init(_ parts: KeeperParts) { self.parts = parts }

    /// The credential of `account`, renewed where it is time.
    package func credential(of account: AccountProfile) async -> CredentialAnswer {
        if let flight = flights[account.id] { return await flight.value }
        if let unsaved = unsaved[account.id] {
            return await saved(unsaved.credential, replacing: unsaved.replaces, of: account)
        }
        switch await look(account) {
        case .failure(let failure): return .wait(after: nil, reason: failure)
        case .success(.lost(let failure)): return .lost(failure)
        case .success(.open(let found)):
            if let refusal = found.refusal { return .lost(refusal) }
            return await current(found, of: account)
        }
    }

    /// The platform did not accept `credential`: another one, a wait for one, or none for a person to mend.
    package func refused(_ credential: Credential, of account: AccountProfile) async -> CredentialAnswer {
        let refused = Failure("credential-refused", "The platform does not accept the credential.")
        if let flight = flights[account.id] { return other(await flight.value, than: credential, refused) }
        switch await look(account) {
        case .failure(let failure): return .wait(after: nil, reason: failure)
        case .success(.lost(let failure)): return .lost(failure)
        case .success(.open(let found)):
            if let refusal = found.refusal { return .lost(refusal) }
            if found.credential.secrets != credential.secrets { return .ready(found.credential) }
            let now = parts.clock.now
            if let wait = pause(of: account, at: now) { return wait }
            let age = now - found.credential.issuedAt
            // One that was given a moment ago and is refused is not renewed again: that would not end.
            guard canRenew(found.credential, of: account), age < .zero || age > RefreshPlan.freshness else {
                return .lost(refused)
            }
            guard !parts.isCopy() else { return Self.copyWaits }
            return other(await renew(found, of: account), than: credential, refused)
        }
    }

    private func other(
        _ answer: CredentialAnswer, than credential: Credential, _ refused: Failure
    ) -> CredentialAnswer {
        if case .ready(let other) = answer, other.secrets == credential.secrets { return .lost(refused) }
        return answer
    }

    /// The wait the platform, or the last failure, asked for; nil when there is none. One beyond a day is a clock that
    /// went back.
    private func pause(of account: AccountProfile, at now: Instant) -> CredentialAnswer? {
        guard let pause = pauses[account.id], pause > now, pause - now <= .hours(24) else { return nil }
        return .wait(
            after: pause - now, reason: Failure("renewal-waits", "The credential could not be renewed just now."))
    }

    /// A copy of a database does not use up what the original may still need.
    private static let copyWaits = CredentialAnswer.wait(
        after: .minutes(1),
        reason: Failure("renewal-held", "The database is a copy: nothing is renewed until it is in service."))

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

    /// The newest credential of `account` as it is, not renewed, though the platform may have refused it; nil where there
    /// is none or it does not open.
    package func held(_ account: AccountProfile) async -> Credential? {
        if let unsaved = unsaved[account.id] { return unsaved.credential }
        guard case .success(.open(let found)) = await look(account) else { return nil }
        return found.credential
    }

    /// Forgets what is kept in memory of an account: it was connected anew, or is gone.
    package func forget(_ account: AccountID) {
        epoch += 1
        held[account] = nil
        unsaved[account] = nil
        pauses[account] = nil
    }

    /// Forgets everything kept in memory: the keys changed.
    package func forgetAll() {
        epoch += 1
        held = [:]
        pauses = [:]
    }

    private func canRenew(_ account: AccountProfile) -> Bool {
        parts.adapter(account.platform) is any RefreshesCredentials
    }

    private func canRenew(_ credential: Credential, of account: AccountProfile) -> Bool {
        (parts.adapter(account.platform) as? any RefreshesCredentials)?.canRefresh(credential) ?? false
    }

    private func look(_ account: AccountProfile) async -> Result<Held, Failure> {
        if let known = held[account.id] { return .success(known) }
        let epoch = self.epoch
        do {
            let vault = parts.vault
            let found = try await parts.database.read { tx in try vault.credential(of: account, in: tx) }
            let result = found.map(Held.open) ?? .lost(Self.notConnected)
            if epoch == self.epoch { held[account.id] = result }
            return .success(result)
        } catch let failure as VaultFailure {
            let result = Held.lost(Failure("vault-\(failure.code.rawValue)", failure.message))
            if epoch == self.epoch { held[account.id] = result }
            return .success(result)
        } catch {
            return .failure(Failure("database", "The database could not be read."))
        }
    }

    static let notConnected = Failure("not-connected", "The account is not connected.")

    /// A credential that is good as far as is known: as it is, or renewed first.
    private func current(_ found: HeldCredential, of account: AccountProfile) async -> CredentialAnswer {
        let credential = found.credential
        let now = parts.clock.now
        guard canRenew(credential, of: account) else {
            guard let end = credential.expiresAt, end <= now else { return .ready(credential) }
            return .lost(Failure("credential-expired", "The credential has ended and cannot be renewed."))
        }
        let isOver = credential.expiresAt.map { $0 - RefreshPlan.margin <= now } ?? false
        let isDue =
            found.refreshAt != nil || isOver
            || credential.expiresAt.map {
                RefreshPlan.due(issuedAt: credential.issuedAt, expiresAt: $0, jitter: parts.jitter(account.id)) <= now
            } ?? false
        guard isDue else { return .ready(credential) }
        let mustWait = parts.isCopy() ? Self.copyWaits : pause(of: account, at: now)
        if let mustWait { return isOver || found.refreshAt != nil ? mustWait : .ready(credential) }
        switch await renew(found, of: account) {
        // Forgotten meanwhile: it was connected anew, and the old one is nobody's.
        case .wait(let after, let reason) where held[account.id] == nil: return .wait(after: after, reason: reason)
        // Where the renewal may have been done, the old one may be dead.
        case .wait where !isOver && !isInDoubt(account): return .ready(credential)
        case let answer: return answer
        }
    }

    private func isInDoubt(_ account: AccountProfile) -> Bool {
        guard case .open(let found) = held[account.id] else { return false }
        return found.refreshAt != nil
    }

    /// One flight for an account.
    private func renew(_ found: HeldCredential, of account: AccountProfile) async -> CredentialAnswer {
        if let flight = flights[account.id] { return await flight.value }
        let flight = Task { await self.fly(found, of: account) }
        flights[account.id] = flight
        let answer = await flight.value
        flights[account.id] = nil
        return answer
    }

    private func fly(_ found: HeldCredential, of account: AccountProfile) async -> CredentialAnswer {
        guard let adapter = parts.adapter(account.platform) as? any RefreshesCredentials,
            let context = parts.context(account.platform)
        else { return .lost(Self.notConnected) }
        parts.reached(.before)
        let now = parts.clock.now
        do {
            try await parts.database.write { tx in
                _ = try tx.run(
                    CredentialRows.beginRefresh,
                    [.integer(account.id.rawValue), .integer(found.version), now.sqlValue])
            }
        } catch {
            return .wait(after: nil, reason: Failure("database", "The start of the renewal could not be recorded."))
        }
        parts.reached(.started)
        // What is asked again later gives its reason to others, and a server's words may repeat what it was asked with.
        let result = await adapter.refresh(
            found.credential, of: account, in: context.screened(found.credential.secrets.values))
        parts.reached(.answered)
        switch result {
        case .renewed(let credential):
            pauses[account.id] = nil
            return await saved(credential, replacing: found.version, of: account)
        case .retry(let after, let reason):
            await endRefresh(found, account)
            return wait(account, after: after ?? RefreshPlan.pause, reason)
        case .ambiguous(let evidence):
            // The start stays on record: the next try, also one after a restart, knows that this one may have been done.
            var doubted = found
            doubted.refreshAt = now
            held[account.id] = .open(doubted)
            return wait(account, after: RefreshPlan.doubt, evidence.failure)
        case .refused(let failure):
            return await refuse(found, account, failure)
        }
    }

    private func wait(_ account: AccountProfile, after: Milliseconds, _ reason: Failure) -> CredentialAnswer {
        pauses[account.id] = parts.clock.now + after
        return .wait(after: after, reason: reason.withoutRemoteText)
    }

    private func endRefresh(_ found: HeldCredential, _ account: AccountProfile) async {
        let now = parts.clock.now
        let isEnded: Void? = try? await parts.database.write { tx in
            _ = try tx.run(
                CredentialRows.endRefresh, [.integer(account.id.rawValue), .integer(found.version), now.sqlValue])
        }
        var ended = found
        // Left on record it costs one more try, no more.
        ended.refreshAt = isEnded == nil ? now : nil
        held[account.id] = .open(ended)
    }

    private func isGone(_ account: AccountProfile) async throws -> Bool {
        try await parts.database.read { tx in try AccountRows.detail(account.id, in: tx) == nil }
    }

    /// Stores a new credential; one that cannot be stored now is used all the same and stored at the next question.
    private func saved(
        _ credential: Credential, replacing former: Int64, of account: AccountProfile
    ) async -> CredentialAnswer {
        let now = parts.clock.now
        do {
            let vault = parts.vault
            let version: Int64? = try await parts.database.write { tx in
                guard
                    let version = try vault.renew(credential, replacing: former, of: account, now: now, in: tx)
                else { return nil }
                try EventLog.append(
                    EventDraft(
                        at: now, brand: account.brand, principal: .system(via: "keeper"), verb: "account.renewed",
                        subjectKind: "account", subject: account.id.rawValue, account: account.id,
                        retention: "routine"), in: tx)
                return version
            }
            unsaved[account.id] = nil
            guard let version else {
                held[account.id] = nil
                // Removed meanwhile: nothing of it is left to be used.
                if try await isGone(account) { return await dropped(credential, of: account) }
                let reason = Failure("credential-changed", "The account was connected anew meanwhile.")
                return .wait(after: nil, reason: reason)
            }
            held[account.id] = .open(HeldCredential(credential: credential, version: version))
            parts.reached(.stored)
        } catch let failure as VaultFailure where failure.code == .empty {
            // A good token is never overwritten by an empty one.
            let reason = Failure("renewal-empty", "The platform's new credential was empty; the old one is kept.")
            return wait(account, after: RefreshPlan.pause, reason)
        } catch {
            parts.logger.error(
                "A renewed credential could not be stored yet.",
                metadata: ["account.id": "\(account.id)", "error.code": "\(error)"])
            unsaved[account.id] = (credential, former)
            held[account.id] = nil
        }
        return .ready(credential)
    }

    /// The platform will not renew it: a person is told at once, and nothing more goes out on the account.
    private func refuse(
        _ found: HeldCredential, _ account: AccountProfile, _ given: Failure
    ) async -> CredentialAnswer {
        let now = parts.clock.now
        // A server's words may repeat what it was asked with.
        let failure = given.withoutRemoteText
        var refused = found
        refused.refusal = failure
        refused.refreshAt = nil
        held[account.id] = .open(refused)
        do {
            let reconnect = ReconnectNotice(account: account, failure: failure)
            let ids = parts.ids
            let (isStill, hold) = try await parts.database.write { tx -> (Bool, Hold?) in
                let count = try tx.run(
                    CredentialRows.refuse,
                    [
                        .integer(account.id.rawValue), .integer(found.version), .text(try JSONText.encode(failure)),
                        now.sqlValue,
                    ])
                // Connected anew or removed meanwhile: what was refused is nobody's credential any more.
                guard count > 0 else { return (false, nil) }
                return (true, try reconnect.place(ids, now: now, in: tx))
            }
            guard isStill else {
                held[account.id] = nil
                let reason = Failure("credential-changed", "The account was connected anew meanwhile.")
                return .wait(after: nil, reason: reason)
            }
            if let hold { parts.placed(hold) }
            parts.noticeRaised()
        } catch {
            held[account.id] = nil
            parts.logger.error(
                "It could not be recorded that an account must be connected again.",
                metadata: ["account.id": "\(account.id)", "error.code": "\(error)"])
        }
        return .lost(failure)
    }
}
