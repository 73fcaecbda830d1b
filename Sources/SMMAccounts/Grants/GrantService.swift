import SMMDatabase
package import SMMModel
import SMMStore

/// Gives roles, takes them back, and lists them.
package struct GrantService: Sendable {
    private let context: AccountsContext
    private let directory: any UserDirectory

    /// A service on `context` that checks names with `directory`.
    package init(_ context: AccountsContext, directory: any UserDirectory) {
        self.context = context
        self.directory = directory
    }

    /// The roles given where the asker is an admin, newest first; of one brand also those that hold in every brand.
    package func list(_ principal: Principal, _ filter: GrantFilter) async throws -> [GrantDetail] {
        try await context.read(principal) { scene, tx in
            let brand = try filter.brand.map {
                try BrandLookup.find($0, for: scene.principal, nearest: scene.nearest, in: tx).profile.id
            }
            if let brand { try Authority.require(.admin, in: brand, of: scene.principal, to: "see who has which role") }
            var found: [GrantDetail] = []
            let values: [SQLValue] = [.integer(filter.before ?? .max), .integer(.max)]
            try tx.forEachWhile(GrantRows.page, values) { row in
                let grant = try GrantRows.detail(row)
                let isWanted =
                    Self.isVisible(grant, to: scene.principal)
                    && (brand == nil || grant.brand == nil || grant.brand == brand)
                    && (filter.subject == nil || grant.subject == filter.subject)
                    && (filter.includesRevoked || grant.revokedAt == nil)
                if isWanted { found.append(grant) }
                return found.count < filter.limit
            }
            return found
        }
    }

    /// Gives a role; takes the role admin where it is given. A role the same one had there before is replaced; the same
    /// role again changes nothing and gives the grant there is.
    ///
    /// - Throws: `forbidden`, `brand-not-found`, `user-unknown`, `group-unknown`.
    package func create(
        _ principal: Principal, _ draft: GrantDraft, _ options: WriteOptions = WriteOptions(),
        render: @escaping @Sendable (GrantDetail) throws -> String
    ) async throws -> Creation<GrantDetail> {
        let context = context
        return try await context.authority.changing {
            try await context.create(principal, options, render: render) { scene, tx in
                try give(draft, scene, tx)
            }
        }
    }

    private func give(
        _ draft: GrantDraft, _ scene: AccountsContext.Scene, _ tx: any WriteTransaction
    ) throws -> GrantDetail {
        let (brand, role) = try Self.place(draft.place, scene, tx)
        try draft.subject.check(directory)
        let key = brand?.rawValue ?? 0
        let earlier = try tx.query(
            GrantRows.active, [.text(draft.subject.kind), .text(draft.subject.name), .integer(key)]
        ) { GrantID(rawValue: try $0.int64(0)) }.compactMap { try Self.stored($0, tx) }
        if let same = earlier.first(where: { $0.role == draft.role }), earlier.count == 1 { return same }
        for grant in earlier { try Self.revoke(grant, role, scene, tx) }
        let id: GrantID = context.ids.next()
        try tx.run(
            GrantRows.insert,
            [
                .integer(id.rawValue), .integer(key), .text(draft.subject.kind), .text(draft.subject.name),
                .text(draft.role.rawValue), scene.now.sqlValue, .text(scene.principal.name),
            ])
        try EventLog.append(
            EventDraft(
                at: scene.now, brand: brand, principal: scene.principal, role: role, verb: "grant.given",
                subjectKind: "grant", subject: id.rawValue, after: draft.role.rawValue,
                detail: "\(draft.subject.kind) \(draft.subject.name)"), in: tx)
        return try Self.stored(id, tx)
    }

    /// Takes a role back, by the grant's id or unique id prefix; takes the role admin where it was given.
    ///
    /// When it returns, no new request goes on under the old role; open event streams end within a second.
    /// - Throws: `grant-not-found`; `grant-revoked` when it was taken back before.
    package func revoke(_ principal: Principal, _ reference: String, dryRun: Bool = false) async throws -> GrantDetail {
        let context = context
        return try await context.authority.changing {
            try await context.write(principal, dryRun: dryRun) { scene, tx in
                try Self.takeBack(reference, scene, tx)
            }
        }
    }

    private static func takeBack(
        _ reference: String, _ scene: AccountsContext.Scene, _ tx: any WriteTransaction
    ) throws -> GrantDetail {
        guard let id = GrantID(reference), let grant = try Self.optional(id, tx),
            Self.isVisible(grant, to: scene.principal)
        else {
            throw Problem.notFound("grant", reference, next: "See what there is: smmctl user list")
        }
        let role: Role
        if let brand = grant.brand {
            role = try Authority.require(.admin, in: brand, of: scene.principal, to: "take a role back")
        } else {
            role = try Authority.requireEverywhere(.admin, of: scene.principal, to: "take a role back")
        }
        guard grant.revokedAt == nil else {
            throw Problem.conflict("grant-revoked", "The role was taken back before.")
        }
        try Self.revoke(grant, role, scene, tx)
        return try Self.stored(id, tx)
    }

    private static func place(
        _ place: GrantDraft.Place, _ scene: AccountsContext.Scene, _ tx: any ReadTransaction
    ) throws -> (brand: BrandID?, role: Role) {
        switch place {
        case .everywhere:
            return (nil, try Authority.requireEverywhere(.admin, of: scene.principal, to: "give a role everywhere"))
        case .brand(let reference):
            let brand = try BrandLookup.find(reference, for: scene.principal, nearest: scene.nearest, in: tx).profile.id
            return (brand, try Authority.require(.admin, in: brand, of: scene.principal, to: "give a role"))
        }
    }

    /// Whether the asker may know of a grant: an admin of its brand, and for one that holds everywhere an admin
    /// everywhere.
    private static func isVisible(_ grant: GrantDetail, to principal: Principal) -> Bool {
        guard let brand = grant.brand else { return principal.everywhere == .admin }
        return principal.role(in: brand) == .admin
    }

    private static func revoke(
        _ grant: GrantDetail, _ role: Role, _ scene: AccountsContext.Scene, _ tx: any WriteTransaction
    ) throws {
        try tx.run(
            GrantRows.revoke, [.integer(grant.id.rawValue), scene.now.sqlValue, .text(scene.principal.name)])
        try EventLog.append(
            EventDraft(
                at: scene.now, brand: grant.brand, principal: scene.principal, role: role, verb: "grant.revoked",
                subjectKind: "grant", subject: grant.id.rawValue, before: grant.roleName,
                detail: "\(grant.subject.kind) \(grant.subject.name)"), in: tx)
    }

    private static func optional(_ id: GrantID, _ tx: any ReadTransaction) throws -> GrantDetail? {
        try tx.first(GrantRows.byID, [.integer(id.rawValue)], GrantRows.detail)
    }

    private static func stored(_ id: GrantID, _ tx: any ReadTransaction) throws -> GrantDetail {
        guard let grant = try optional(id, tx) else { throw Problem.notFound("grant", id.description) }
        return grant
    }
}
