import SMMDatabase
package import SMMModel
import SMMStore

/// Makes, shows and changes groups of accounts. A group never crosses brands.
package struct GroupService: Sendable {
    private let context: AccountsContext

    /// A service on `context`.
    package init(_ context: AccountsContext) {
        self.context = context
    }

    /// The groups in sight, by brand and name.
    package func list(_ principal: Principal, brand: String? = nil) async throws -> [GroupDetail] {
        try await context.read(principal) { scene, tx in
            let brands =
                try brand.map {
                    [try BrandLookup.find($0, for: scene.principal, nearest: scene.nearest, in: tx)]
                } ?? BrandRows.visible(to: scene.principal, in: tx)
            return try brands.flatMap { brand in
                try tx.query(GroupRows.idsByBrand, [.integer(brand.profile.id.rawValue)]) {
                    GroupID(rawValue: try $0.int64(0))
                }.compactMap { try GroupRows.detail($0, in: tx) }
            }
        }
    }

    /// One group; throws `group-not-found` and `group-ambiguous`.
    package func show(_ principal: Principal, _ reference: String, brand: String? = nil) async throws -> GroupDetail {
        try await context.read(principal) { scene, tx in try Self.find(reference, brand, scene, tx) }
    }

    /// Makes a group; takes the role admin in the brand.
    ///
    /// - Throws: `forbidden`, `name-invalid`, `group-name-taken`, `account-not-found`.
    package func create(
        _ principal: Principal, _ draft: GroupDraft, _ options: WriteOptions = WriteOptions(),
        render: @escaping @Sendable (GroupDetail) throws -> String
    ) async throws -> Creation<GroupDetail> {
        let context = context
        return try await context.create(principal, options, render: render) { scene, tx in
            let brand = try BrandLookup.find(draft.brand, for: scene.principal, nearest: scene.nearest, in: tx).profile
            let role = try Authority.require(.admin, in: brand.id, of: scene.principal, to: "make a group")
            try NameRule.check(draft.name, of: "a group")
            let key: [SQLValue] = [.integer(brand.id.rawValue), .text(draft.name)]
            for statement in [GroupRows.idByBrandAndName, AccountRows.idByBrandAndName] {
                // A name must not mean both an account and a group: both stand after --to.
                guard try tx.first(statement, key, { try $0.int64(0) }) == nil else {
                    throw Problem.conflict(
                        "group-name-taken",
                        "The brand \(brand.name) has a group or account named “\(draft.name)” already.",
                        next: "Choose another name.")
                }
            }
            let id: GroupID = context.ids.next()
            try tx.run(
                GroupRows.insert,
                [.integer(id.rawValue), .integer(brand.id.rawValue), .text(draft.name), scene.now.sqlValue])
            try Self.add(draft.accounts, to: id, of: brand.id, scene, tx)
            let group = try Self.stored(id, tx)
            try Self.log("group.created", group, after: Self.names(group), role, scene, tx)
            return group
        }
    }

    /// Adds and removes members, by name or id; takes the role admin in the brand.
    package func changeMembers(
        _ principal: Principal, _ reference: String, brand: String? = nil, add: [String], remove: [String],
        dryRun: Bool = false
    ) async throws -> GroupDetail {
        try await context.write(principal, dryRun: dryRun) { scene, tx in
            let before = try Self.find(reference, brand, scene, tx)
            let role = try Authority.require(.admin, in: before.brand, of: scene.principal, to: "change a group")
            try Self.add(add, to: before.id, of: before.brand, scene, tx)
            for name in remove {
                let account = try AccountLookup.find(
                    name, in: before.brand, for: scene.principal, nearest: scene.nearest, in: tx)
                try tx.run(
                    GroupRows.removeMember, [.integer(before.id.rawValue), .integer(account.profile.id.rawValue)])
            }
            let after = try Self.stored(before.id, tx)
            guard after != before else { return before }
            try Self.log("group.changed", after, before: Self.names(before), after: Self.names(after), role, scene, tx)
            return after
        }
    }

    /// Takes a group away; its accounts stay. Takes the role admin in the brand.
    package func delete(
        _ principal: Principal, _ reference: String, brand: String? = nil, dryRun: Bool = false
    ) async throws -> GroupDetail {
        try await context.write(principal, dryRun: dryRun) { scene, tx in
            let group = try Self.find(reference, brand, scene, tx)
            let role = try Authority.require(.admin, in: group.brand, of: scene.principal, to: "delete a group")
            try tx.run(GroupRows.deleteMembers, [.integer(group.id.rawValue)])
            try tx.run(GroupRows.delete, [.integer(group.id.rawValue)])
            try Self.log("group.deleted", group, before: Self.names(group), role, scene, tx)
            return group
        }
    }

    private static func add(
        _ names: [String], to group: GroupID, of brand: BrandID, _ scene: AccountsContext.Scene,
        _ tx: any WriteTransaction
    ) throws {
        for name in names {
            let account = try AccountLookup.find(
                name, in: brand, for: scene.principal, nearest: scene.nearest, in: tx)
            try tx.run(GroupRows.addMember, [.integer(group.rawValue), .integer(account.profile.id.rawValue)])
        }
    }

    private static func find(
        _ reference: String, _ brand: String?, _ scene: AccountsContext.Scene, _ tx: any ReadTransaction
    ) throws -> GroupDetail {
        let brand = try brand.map {
            try BrandLookup.find($0, for: scene.principal, nearest: scene.nearest, in: tx).profile.id
        }
        return try GroupLookup.find(reference, in: brand, for: scene.principal, nearest: scene.nearest, in: tx)
    }

    private static func stored(_ id: GroupID, _ tx: any ReadTransaction) throws -> GroupDetail {
        guard let group = try GroupRows.detail(id, in: tx) else { throw Problem.notFound("group", id.description) }
        return group
    }

    private static func names(_ group: GroupDetail) throws -> String {
        try JSONText.encode(group.accounts.map(\.name))
    }

    private static func log(
        _ verb: String, _ group: GroupDetail, before: String? = nil, after: String? = nil, _ role: Role,
        _ scene: AccountsContext.Scene, _ tx: any WriteTransaction
    ) throws {
        try EventLog.append(
            EventDraft(
                at: scene.now, brand: group.brand, principal: scene.principal, role: role, verb: verb,
                subjectKind: "group", subject: group.id.rawValue, before: before, after: after, detail: group.name),
            in: tx)
    }
}
