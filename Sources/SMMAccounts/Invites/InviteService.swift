import SMMAdapterKit
import SMMDatabase
package import SMMModel
import SMMStore

/// Asks clients to connect an account of theirs, by an address that they open in a browser.
package struct InviteService: Sendable {
    /// How long a client may have.
    package static let lives = Milliseconds.hours(1)...Milliseconds.days(30)
    /// The most that are open in a brand at a time.
    package static let mostOpen = 100

    let context: AccountsContext
    let accounts: AccountService
    let connections: ConnectService

    /// A service on `context` whose accounts are connected by `connections`.
    package init(_ context: AccountsContext, accounts: AccountService, connections: ConnectService) {
        self.context = context
        self.accounts = accounts
        self.connections = connections
    }

    /// Makes an invite; takes the role admin in the brand. What the client would fail at later is found now, as far as it
    /// can be without the network.
    ///
    /// - Returns: the invite, and its address, which is told this once; nil of a rehearsal.
    /// - Throws: `door-missing`, `life-invalid`, `platform-not-invited`, `invite-name-taken`, `invites-many`, and what
    ///   ``AccountService/create(_:_:_:render:)`` throws.
    package func create(
        _ principal: Principal, _ draft: InviteDraft, isDryRun: Bool = false
    ) async throws -> (InviteDetail, url: String?) {
        guard let door = connections.parts.door else {
            throw Problem.conflict(
                "door-missing", "There is no door through which a client could come.",
                next: "Set door.url in smmd.yaml; see docs/operations.md, The door")
        }
        guard Self.lives.contains(draft.life) else {
            throw Problem.invalid(
                "life-invalid", "An invite cannot be good for that long.", given: "\(draft.life.count / 3_600_000) h",
                allowed: "1 hour to 30 days")
        }
        try await accounts.rehearse(principal, draft.account)
        try requireBrowser(draft.account.platform)
        let secret = Hex.text(connections.parts.random(32))
        let made = try await context.write(principal, dryRun: isDryRun) { [self] scene, tx in
            try insert(draft, hash: InviteSecret.hash(secret), scene, tx)
        }
        return (made, isDryRun ? nil : "\(door)/invite/\(secret)")
    }

    /// The invites of brands where the asker is an admin, newest first.
    package func list(_ principal: Principal, _ filter: InviteFilter) async throws -> [InviteDetail] {
        try await context.read(principal) { scene, tx in
            let brand = try filter.brand.map {
                try BrandLookup.find($0, for: scene.principal, nearest: scene.nearest, in: tx).profile.id
            }
            if let brand { try Authority.require(.admin, in: brand, of: scene.principal, to: "see invites") }
            var found: [InviteDetail] = []
            try tx.forEachWhile(InviteRows.page, [.integer(filter.before ?? .max), .integer(.max)]) { row in
                let invite = try InviteRows.detail(row)
                let isWanted =
                    scene.principal.role(in: invite.brand.id) == .admin && (brand == nil || invite.brand.id == brand)
                    && (filter.includesEnded || invite.state(at: scene.now) == .open)
                if isWanted { found.append(invite) }
                return found.count < filter.limit
            }
            return found
        }
    }

    /// Takes an invite back, by its id or a unique beginning of it; takes the role admin in its brand.
    ///
    /// - Throws: `invite-not-found`; `invite-over` for one that was used, withdrawn or is over.
    package func withdraw(
        _ principal: Principal, _ reference: String, isDryRun: Bool = false
    ) async throws -> InviteDetail {
        try await context.write(principal, dryRun: isDryRun) { scene, tx in
            let invite = try Self.find(reference, scene, tx)
            let role = try Authority.require(.admin, in: invite.brand.id, of: scene.principal, to: "withdraw an invite")
            let state = invite.state(at: scene.now)
            guard state == .open else {
                throw Problem.conflict("invite-over", "The invite is not open any more: \(state.rawValue).")
            }
            let values: [SQLValue] = [
                .integer(invite.id.rawValue), scene.now.sqlValue, .text(scene.principal.name), .null,
            ]
            try tx.run(InviteRows.end, values)
            try Notices.close(Self.failed(invite.id), now: scene.now, in: tx)
            try Self.log("invite.withdrawn", invite, role, scene, tx)
            return try Self.stored(invite.id, tx)
        }
    }

    private func requireBrowser(_ platform: String) throws(Problem) {
        if (connections.parts.adapter(platform) as? any ConnectsAccounts)?.connectsByBrowser == true { return }
        let able = accounts.platforms().map(\.platform).filter {
            (connections.parts.adapter($0) as? any ConnectsAccounts)?.connectsByBrowser == true
        }
        throw Problem.invalid(
            "platform-not-invited",
            "An account of \(accounts.title(of: platform)) is not connected in a browser, so a client cannot be invited to.",
            given: platform, allowed: able.joined(separator: ", "), next: "smmctl account add \(platform)")
    }

    private func insert(
        _ draft: InviteDraft, hash: String, _ scene: AccountsContext.Scene, _ tx: any WriteTransaction
    ) throws -> InviteDetail {
        let brand = try BrandLookup.find(draft.account.brand, for: scene.principal, nearest: scene.nearest, in: tx)
        let role = try Authority.require(.admin, in: brand.profile.id, of: scene.principal, to: "invite a client")
        let open = try tx.query(InviteRows.page, [.integer(.max), .integer(.max)], InviteRows.detail).filter {
            $0.brand.id == brand.profile.id && $0.state(at: scene.now) == .open
        }
        if let same = open.first(where: { $0.name == draft.account.name }) {
            throw Problem.conflict(
                "invite-name-taken", "A client is invited to connect an account “\(same.name)” already.",
                next: "Choose another --name, or: smmctl account uninvite \(same.id)")
        }
        guard open.count < Self.mostOpen else {
            throw Problem.conflict(
                "invites-many", "There are \(open.count) open invites in the brand, which are the most at a time.",
                next: "smmctl account invites")
        }
        let id: InviteID = context.ids.next()
        try tx.run(
            InviteRows.insert,
            [
                .integer(id.rawValue), .integer(brand.profile.id.rawValue), .text(draft.account.platform),
                .text(draft.account.name), .text(try JSONText.encode(draft.account.settings)), .text(hash),
                scene.now.sqlValue, .text(scene.principal.name), (scene.now + draft.life).sqlValue,
            ])
        let invite = try Self.stored(id, tx)
        try Self.log("invite.made", invite, role, scene, tx)
        return invite
    }

    private static func log(
        _ verb: String, _ invite: InviteDetail, _ role: Role, _ scene: AccountsContext.Scene, _ tx: any WriteTransaction
    ) throws {
        try EventLog.append(
            EventDraft(
                at: scene.now, brand: invite.brand.id, principal: scene.principal, role: role, verb: verb,
                subjectKind: "invite", subject: invite.id.rawValue, after: invite.platform, detail: invite.name), in: tx
        )
    }

    private static func find(
        _ reference: String, _ scene: AccountsContext.Scene, _ tx: any ReadTransaction
    ) throws -> InviteDetail {
        let keys =
            try InviteID(reference).map { [$0.rawValue] }
            ?? PrefixSearch.keys(reference, kind: InviteKind.prefix, InviteRows.idsBetween, in: tx)
        let found = try keys.compactMap { try optional(InviteID(rawValue: $0), tx) }
            .filter { scene.principal.role(in: $0.brand.id) != nil }
        if found.count == 1, let invite = found.first { return invite }
        guard found.isEmpty else {
            throw Problem.invalid(
                "invite-ambiguous", "More than one invite's id begins like that.", given: reference,
                allowed: found.map { "\($0.id) (\($0.name))" }.joined(separator: ", "), next: "Type more of the id.")
        }
        throw Problem.notFound("invite", reference, next: "See what there is: smmctl account invites")
    }

    private static func optional(_ id: InviteID, _ tx: any ReadTransaction) throws -> InviteDetail? {
        try tx.first(InviteRows.byID, [.integer(id.rawValue)], InviteRows.detail)
    }

    private static func stored(_ id: InviteID, _ tx: any ReadTransaction) throws -> InviteDetail {
        guard let invite = try optional(id, tx) else { throw Problem.notFound("invite", id.description) }
        return invite
    }
}
