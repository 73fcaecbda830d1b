package import SMMAdapterKit
import SMMDatabase
package import SMMModel
import SMMStore
import Synchronization

/// Connects accounts, connects them anew, and looks after them.
package final class ConnectService: Sendable {
    let context: AccountsContext
    let accounts: AccountService
    let parts: ConnectParts
    let sessions = Mutex(ConnectSessions())

    /// A service on `context` that makes accounts by `accounts`.
    package init(_ context: AccountsContext, accounts: AccountService, parts: ConnectParts) {
        self.context = context
        self.accounts = accounts
        self.parts = parts
    }

    /// Begins to connect an account; takes the role admin in the brand. Everything that can be wrong without the
    /// platform is found before it is asked.
    ///
    /// - Throws: what ``AccountService/create(_:_:_:render:)`` throws, `platform-not-connected`, `door-needed`, and what the
    ///   adapter refuses.
    package func begin(
        _ principal: Principal, _ draft: ConnectDraft, isDryRun: Bool = false
    ) async throws -> ConnectProgress {
        try await begin(principal, draft, invite: nil, isDryRun: isDryRun)
    }

    /// The same for a client who was invited.
    func begin(
        _ principal: Principal, _ draft: ConnectDraft, invite: InviteDetail?, isDryRun: Bool = false
    ) async throws -> ConnectProgress {
        try await accounts.rehearse(principal, draft.account)
        _ = try connector(draft.account.platform)
        let redirect = try self.redirect(draft.redirect)
        guard !isDryRun else { return .rehearsed }
        let session = ConnectSession(
            owner: principal.keyScope, draft: draft.account, invite: invite, redirect: redirect,
            memory: ConnectMemory(),
            until: context.clock.now + ConnectSessions.life)
        return try await step(principal, session, draft.answer, name: nil)
    }

    /// Begins to connect an account anew; takes the role admin in the brand.
    ///
    /// - Throws: `account-not-found` and the like, and as ``begin(_:_:isDryRun:)``.
    package func reconnect(
        _ principal: Principal, _ reference: String, brand: String? = nil, redirect: String? = nil,
        answer: ConnectAnswer? = nil, isDryRun: Bool = false
    ) async throws -> ConnectProgress {
        let account = try await accounts.show(principal, reference, brand: brand)
        let profile = account.profile
        try await context.read(principal) { scene, tx in
            _ = try Authority.require(.admin, in: profile.brand, of: scene.principal, to: "connect an account")
        }
        _ = try connector(profile.platform)
        let redirect = try self.redirect(redirect)
        guard !isDryRun else { return .rehearsed }
        let session = ConnectSession(
            owner: principal.keyScope,
            draft: AccountDraft(
                brand: profile.brand.description, platform: profile.platform, name: profile.name,
                settings: profile.settings),
            account: profile.id, redirect: redirect, memory: ConnectMemory(),
            until: context.clock.now + ConnectSessions.life)
        return try await step(principal, session, answer, name: nil)
    }

    /// Goes on with what the person brings.
    ///
    /// - Throws: `connection-not-found` for a session that is over, was used, or is another's; `platform-unreachable`,
    ///   after which the same may be brought again.
    package func proceed(
        _ principal: Principal, _ name: String, _ answer: ConnectAnswer, isDryRun: Bool = false
    ) async throws -> ConnectProgress {
        // What is brought can be tried once only.
        guard !isDryRun else { return .rehearsed }
        let now = context.clock.now
        guard let session = sessions.withLock({ $0.take(name, of: principal.keyScope, now: now) }) else {
            throw Self.over
        }
        return try await step(principal, session, answer, name: name)
    }

    /// Looks at an account by reads alone and keeps the facts it finds; takes the role author in the brand.
    package func check(
        _ principal: Principal, _ reference: String, brand: String? = nil, isDryRun: Bool = false
    ) async throws -> AccountCheckup {
        let account = try await accounts.show(principal, reference, brand: brand)
        let profile = account.profile
        try await context.read(principal) { scene, tx in
            _ = try Authority.require(.author, in: profile.brand, of: scene.principal, to: "check an account")
        }
        guard let checker = parts.adapter(profile.platform) as? any ChecksAccounts else {
            throw Problem.conflict(
                "platform-not-checked", "There is nothing to check of an account of \(profile.platform).",
                next: "smmctl doctor")
        }
        let care = AccountCare(database: context.database, parts: parts, listChanged: context.listChanged)
        let found = await care.look(profile, with: checker)
        var result = found.result
        if case .read(var check, let budget) = result {
            check.facts = care.facts(of: check, for: profile)
            if !isDryRun, try await care.keep(check.facts, of: profile) { await context.listChanged() }
            result = .read(check, budget: budget)
        }
        return AccountCheckup(
            account: try await accounts.show(principal, profile.id.description), result: result,
            isAsked: found.asked != nil)
    }

    static let over = Problem(
        Problem.Code("connection-not-found"), status: 404,
        "That connection is over: it was used, or began more than ten minutes ago.",
        next: "Begin again: smmctl account add PLATFORM")

    /// A code comes back to the machine of the person who asked, or through the daemon's own door, and nowhere else.
    static func check(redirect: String?) throws(Problem) {
        guard let redirect else { return }
        let rest = ["http://127.0.0.1:", "http://[::1]:"].lazy.filter { redirect.hasPrefix($0) }
            .map { redirect.dropFirst($0.count) }.first
        let port = rest?.prefix { $0.isASCII && $0.isNumber } ?? ""
        guard let rest, UInt16(port).map({ $0 > 0 }) == true, rest.dropFirst(port.count).hasPrefix("/"),
            redirect.utf8.count <= 200, redirect.utf8.allSatisfy({ $0 > 32 && $0 < 127 })
        else {
            throw Problem.invalid(
                "redirect-invalid", "The browser can only be sent back to this machine.", given: redirect,
                allowed: "http://127.0.0.1:PORT/…", next: "Leave it out, and paste the code.")
        }
    }

    private func connector(_ platform: String) throws(Problem) -> any ConnectsAccounts {
        if let connector = parts.adapter(platform) as? any ConnectsAccounts {
            try requireDoor(platform)
            return connector
        }
        guard context.manifests[platform] != nil else { throw accounts.unknownPlatform(platform) }
        throw Problem.invalid(
            "platform-not-connected", "An account of \(platform) is not connected: it is made at once.",
            given: platform, next: "smmctl account add \(platform)")
    }

    /// A network that fetches media can be published to through the door alone: that is said before anybody signs in there.
    private func requireDoor(_ platform: String) throws(Problem) {
        guard let manifest = context.manifests[platform], manifest.capabilities.contains(.fetchesMedia),
            parts.door == nil
        else { return }
        throw Problem.conflict(
            "door-needed",
            "\(manifest.title) fetches photos and videos by a public address, and there is no door that gives them out.",
            next: "Set door.url in smmd.yaml; see docs/operations.md, The door")
    }

    /// Takes the next step.
    ///
    /// - Parameter name: the connection's, where one was taken out for it.
    private func step(
        _ principal: Principal, _ session: ConnectSession, _ answer: ConnectAnswer?, name: String?
    ) async throws -> ConnectProgress {
        let platform = session.draft.platform
        let connector = try connector(platform)
        guard let reach = parts.context(platform) else { throw accounts.unknownPlatform(platform) }
        let request = ConnectRequest(
            settings: session.draft.settings, redirect: session.redirect, answer: answer, memory: session.memory)
        let known = Array(session.memory.secrets.values) + (answer?.secrets ?? [])
        switch await connector.connect(request, in: reach.screened(known)) {
        case .visit(let url, let memory):
            var session = session
            (session.url, session.state, session.brought) = (url, nil, nil)
            if let own = parts.doorRedirect, session.redirect == own {
                guard let state = Self.state(in: url) else { throw Self.doorUnfit }
                session.state = state
            }
            let name = keep(session, memory)
            return .visit(session: name, url: url, until: session.until)
        case .ask(let question, let memory):
            var session = session
            (session.url, session.state, session.brought) = (nil, nil, nil)
            let name = keep(session, memory)
            return .ask(session: name, question, until: session.until)
        case .refused(let problem): throw problem
        case .tryAgain(let after, let reason):
            // What was brought is not lost by that: it can be brought again.
            if let name { keep(session, as: name) }
            throw Self.later(after, reason)
        case .connected(let connected):
            return try await connectedAccount(principal, session, connected)
        }
    }

    private func keep(_ session: ConnectSession, _ memory: ConnectMemory) -> String {
        var session = session
        session.memory = memory
        let name = Hex.text(parts.random(16))
        keep(session, as: name)
        return name
    }

    private func keep(_ session: ConnectSession, as name: String) {
        let now = context.clock.now
        sessions.withLock { $0.keep(session, as: name, now: now) }
    }

    private func connectedAccount(
        _ principal: Principal, _ session: ConnectSession, _ connected: ConnectedAccount
    ) async throws -> ConnectProgress {
        do {
            let (detail, remark) = try await stored(principal, session, connected)
            return .connected(detail, remarks: connected.remarks + (remark.map { [$0] } ?? []))
        } catch {
            throw Self.refusal(error, leaving: await takeBack(connected, of: session))
        }
    }

    /// Stores what was connected; gives the account, and what a person has left to do about its former credential.
    private func stored(
        _ principal: Principal, _ session: ConnectSession, _ connected: ConnectedAccount
    ) async throws -> (AccountDetail, remark: String?) {
        let vault = parts.vault
        guard let account = session.account else {
            let made = try await accounts.connected(principal, session.draft, connected) { profile, now, tx in
                _ = try vault.keep(connected.credential, of: profile, now: now, in: tx)
                if let invite = session.invite { try InviteRows.use(invite.id, for: profile.id, now: now, in: tx) }
            }
            return (made, nil)
        }
        let unstored = await parts.keeper.unstored(account)
        let isCopy = parts.keeper.parts.isCopy()
        let (changed, released, former) = try await accounts.reconnected(
            principal, account, connected, begunWith: session.draft.settings
        ) { before, after, now, tx -> FormerCredential in
            let last = LastCredential(try Self.opened(before, vault, tx), unstored: unstored)
            let version = try vault.keep(connected.credential, of: after, now: now, in: tx)
            let former = FormerCredential(account: before, credential: last, version: version - 1)
            if !isCopy, last != .nothing { try former.pending.begin(in: tx) }
            return former
        }
        let left = await parts.keeper.forget(account)
        parts.released(released)
        await parts.keeper.dropped(left, unless: unstored, of: former.account)
        return (changed, await replaced(former, by: connected.credential))
    }

    private static func later(_ after: Milliseconds?, _ reason: Failure) -> Problem {
        Problem(
            Problem.Code("platform-unreachable"), status: 503, reason.message, given: reason.code,
            next: after.map { "Try again in \(max(1, $0.count / 1000)) s." } ?? "Try again in a moment.")
    }
}
