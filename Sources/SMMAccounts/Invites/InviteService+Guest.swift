import Logging
import SMMAdapterKit
import SMMDatabase
import SMMModel
import SMMStore
import Synchronization

/// What a client does, who has nothing but the address.
extension InviteService {
    /// The invite of an address, however it stands; nil for none. Nothing is changed by looking.
    package func look(_ secret: String) async throws -> InviteDetail? {
        let hash = InviteSecret.hash(secret)
        return try await context.database.read { tx in
            try tx.first(InviteRows.bySecret, [.text(hash)], InviteRows.detail)
        }
    }

    /// How an invite stands now.
    package func state(of invite: InviteDetail) -> InviteState { invite.state(at: context.clock.now) }

    /// What people call the network of an invite.
    package func title(of invite: InviteDetail) -> String { accounts.title(of: invite.platform) }

    /// Begins to connect the account of an open invite. Whoever accepts it again before anything came back is given the
    /// same address of the network again.
    ///
    /// - Throws: `invite-over` for one that is not open, and what ``ConnectService/begin(_:_:isDryRun:)`` throws, of
    ///   which a person is told.
    package func accept(_ secret: String) async throws -> InviteVisit {
        guard let invite = try await look(secret), state(of: invite) == .open else {
            throw Problem.conflict("invite-over", "The invite is not open.")
        }
        let now = context.clock.now
        if let url = connections.sessions.withLock({ $0.visit(of: invite.guest.keyScope, now: now) })?.url {
            return InviteVisit(url: url, invite: invite)
        }
        guard connections.sessions.withLock({ $0.mayBegin(invite.guest.keyScope, now: now) }) else {
            throw Problem(
                Problem.Code("invite-busy"), status: 503, "The invite was begun with too often within the hour.")
        }
        let draft = ConnectDraft(
            account: AccountDraft(
                brand: invite.brand.id.description, platform: invite.platform, name: invite.name,
                settings: invite.settings), redirect: ConnectService.door)
        do {
            guard case .visit(_, let url, _) = try await connections.begin(invite.guest, draft, invite: invite) else {
                throw Self.notByBrowser
            }
            return InviteVisit(url: url, invite: invite)
        } catch {
            let problem = connections.problem(of: error, invite)
            // A network that does not answer is not told: the client tries again, and nothing was given yet.
            if problem.status != 503 { await tell(of: problem, invite) }
            throw problem
        }
    }

    /// A server at which a token is made by hand, as a few of Mastodon's kind have it.
    private static let notByBrowser = Problem.conflict(
        "server-not-invited", "This server does not let a program sign in by a browser, so a client cannot be invited.",
        next: "Connect it from here, with a token that was made by hand: smmctl account add PLATFORM --token-file FILE")

    /// Whether somebody waits for a browser that comes back with this state: the language of the brand whose client it is,
    /// and nil for a person of this machine.
    package func waits(for state: String) -> (isAwaited: Bool, language: String?) {
        let now = context.clock.now
        guard let found = connections.sessions.withLock({ $0.waiting(for: state, now: now) }),
            found.session.brought == nil
        else { return (false, nil) }
        return (true, found.session.invite?.brand.language)
    }

    /// Takes what a browser brought back through the door; a client's account is connected at once.
    ///
    /// - Returns: nil when nobody waits for it.
    package func bring(_ brought: ConnectReturn, state: String) async -> InviteReturn? {
        let now = context.clock.now
        guard connections.bring(brought, state: state) else { return nil }
        let found = connections.sessions.withLock { $0.waiting(for: state, now: now) }
        guard let found, let invite = found.session.invite else { return .handedOver }
        // What was brought is used up, whatever comes of it: who opens the invite again begins anew.
        defer { connections.sessions.withLock { _ = $0.take(found.name, of: invite.guest.keyScope, now: now) } }
        do {
            guard
                case .connected(let account, let remarks) = try await connections.proceedThroughDoor(
                    invite.guest, found.name)
            else { return .failed(invite) }
            await tell(of: account, remarks, invite)
            return .connected(invite)
        } catch {
            let problem = connections.problem(of: error, invite)
            if problem.code == Problem.Code("not-agreed"), problem.given == "access_denied" { return .denied(invite) }
            await tell(of: problem, invite)
            return .failed(invite)
        }
    }

    private func tell(of account: AccountDetail, _ remarks: [String], _ invite: InviteDetail) async {
        let profile = account.profile
        let name = profile.facts[AccountFact.handle] ?? profile.name
        await raise(
            NoticeDraft(
                brand: invite.brand.id, kind: "invite", dedupe: "invite-used-\(invite.id)",
                severity: remarks.isEmpty ? "info" : "warning", subject: "A client connected an account",
                body: (["\(name) on \(title(of: invite)) is “\(profile.name)”."] + remarks).joined(separator: " "),
                command: "smmctl account check \(profile.id)", account: profile.id), closing: Self.failed(invite.id))
    }

    /// What went wrong, and what that leaves to do: a token that was given and could not be taken back must not be forgotten.
    private func tell(of problem: Problem, _ invite: InviteDetail) async {
        let words = [problem.message] + problem.others.map(\.message)
        await raise(
            NoticeDraft(
                brand: invite.brand.id, kind: "invite", dedupe: Self.failed(invite.id), severity: "warning",
                subject: "A client could not connect an account",
                body: "The invite for “\(invite.name)” on \(title(of: invite)): \(words.joined(separator: " "))",
                command: "smmctl account invites"), closing: Self.failed(invite.id))
    }

    /// Names the notice that an invite came to nothing.
    static func failed(_ invite: InviteID) -> String { "invite-failed-\(invite)" }

    /// Tells a person, in place of what was told before: it may be another reason now.
    private func raise(_ notice: NoticeDraft, closing former: String) async {
        let (ids, now) = (context.ids, context.clock.now)
        do {
            _ = try await context.database.write { tx in
                try Notices.close(former, now: now, in: tx)
                return try Notices.raise(notice, id: ids.next(), now: now, in: tx)
            }
            connections.parts.keeper.parts.noticeRaised()
        } catch {
            connections.parts.keeper.parts.logger.error(
                "A notice of a client's invite could not be kept.", metadata: ["error.code": "\(error)"])
        }
    }
}
