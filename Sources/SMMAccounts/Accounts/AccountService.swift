package import SMMAdapterKit
import SMMDatabase
package import SMMModel
import SMMStore

/// Makes, shows, changes and removes accounts.
package struct AccountService: Sendable {
    let context: AccountsContext
    private let retire: AccountRetirement

    /// A service on `context`; `retire` withdraws what is still to go out on an account that is removed. Without it an
    /// account with open operations stays.
    package init(_ context: AccountsContext, retire: AccountRetirement? = nil) {
        self.context = context
        self.retire = retire ?? Self.refuseWhileOpen
    }

    /// The platforms, by name.
    package func platforms() -> [PlatformManifest] {
        context.manifests.values.sorted { $0.platform < $1.platform }
    }

    /// What people call a platform.
    package func title(of platform: String) -> String { context.manifests[platform]?.title ?? platform }

    /// The class A to E that holds for an account; nil for a platform this program does not speak.
    package func guarantee(of account: AccountProfile) -> String? { context.manifest(account)?.guarantee.letter }

    /// The accounts in sight, by brand and name; throws `platform-unknown` for a platform that is none.
    package func list(
        _ principal: Principal, brand: String? = nil, platform: String? = nil
    ) async throws -> [AccountDetail] {
        if let platform, context.manifests[platform] == nil { throw unknownPlatform(platform) }
        return try await context.read(principal) { scene, tx in
            let brands =
                try brand.map {
                    [try BrandLookup.find($0, for: scene.principal, nearest: scene.nearest, in: tx)]
                } ?? BrandRows.visible(to: scene.principal, in: tx)
            return try brands.flatMap { try AccountRows.details(of: $0.profile.id, in: tx) }
                .filter { platform == nil || $0.profile.platform == platform }
        }
    }

    /// One account; throws `account-not-found`, `account-ambiguous` and what finding the brand throws.
    package func show(_ principal: Principal, _ reference: String, brand: String? = nil) async throws -> AccountDetail {
        try await context.read(principal) { scene, tx in try Self.find(reference, brand, scene, tx) }
    }

    /// Makes an account; takes the role admin in the brand.
    ///
    /// - Throws: `forbidden`, `platform-unknown`, `name-invalid`, `account-name-taken`, and what the settings deserve.
    package func create(
        _ principal: Principal, _ draft: AccountDraft, _ options: WriteOptions = WriteOptions(),
        render: @escaping @Sendable (AccountDetail) throws -> String
    ) async throws -> Creation<AccountDetail> {
        let context = context
        return try await context.createListed(principal, options, render: render) { scene, tx in
            try refuseUnconnected(draft)
            let (profile, role) = try insert(draft, facts: [:], scene, tx)
            try log("account.created", profile, before: nil, after: profile, role, scene, tx)
            return try Self.stored(profile.id, tx)
        }
    }

    /// An account of a platform that is connected is not made without a credential.
    private func refuseUnconnected(_ draft: AccountDraft) throws {
        guard context.manifests[draft.platform]?.capabilities.contains(.connectsAccounts) == true else { return }
        throw Problem.invalid(
            "account-not-connected", "An account of \(draft.platform) is made by connecting it.", given: draft.platform,
            next: "smmctl account add \(draft.platform)")
    }

    /// Checks and stores a new account.
    func insert(
        _ draft: AccountDraft, facts: [String: String], _ scene: AccountsContext.Scene, _ tx: any WriteTransaction
    ) throws -> (profile: AccountProfile, role: Role) {
        let brand = try BrandLookup.find(draft.brand, for: scene.principal, nearest: scene.nearest, in: tx)
        let role = try Authority.require(.admin, in: brand.profile.id, of: scene.principal, to: "add an account")
        var profile = AccountProfile(
            id: context.ids.next(), brand: brand.profile.id, platform: draft.platform, name: draft.name,
            settings: draft.settings, facts: facts)
        profile.settings = context.complete(profile, brand.profile)
        try check(profile, before: nil, brandName: brand.profile.name, scene, tx)
        try tx.run(
            AccountRows.insert,
            [
                .integer(profile.id.rawValue), .integer(profile.brand.rawValue), .text(profile.platform),
                .text(profile.name), .text(try JSONText.encode(profile.settings)), scene.now.sqlValue,
                .text(try JSONText.encode(profile.facts)),
            ])
        return (profile, role)
    }

    /// Renames an account or changes its settings; takes the role admin in the brand.
    package func edit(
        _ principal: Principal, _ reference: String, brand: String? = nil, _ change: AccountChange,
        dryRun: Bool = false
    ) async throws -> AccountDetail {
        try await context.writeListed(principal, dryRun: dryRun) { scene, tx in
            let account = try Self.find(reference, brand, scene, tx)
            let before = account.profile
            let role = try Authority.require(.admin, in: before.brand, of: scene.principal, to: "change an account")
            var after = before
            if let name = change.name { after.name = name }
            for (name, value) in change.settings { after.settings[name] = value.isEmpty ? nil : value }
            if let brand = try BrandRows.detail(before.brand, for: scene.principal, in: tx) {
                after.settings = context.complete(after, brand.profile)
            }
            guard after != before else { return account }
            try check(after, before: before, brandName: account.brandName, scene, tx)
            try tx.run(
                AccountRows.update,
                [.integer(after.id.rawValue), .text(after.name), .text(try JSONText.encode(after.settings))])
            try log("account.edited", after, before: before, after: after, role, scene, tx)
            return try Self.stored(after.id, tx)
        }
    }

    /// Removes an account, its slots and its places in groups; takes the role admin in the brand.
    package func remove(
        _ principal: Principal, _ reference: String, brand: String? = nil, dryRun: Bool = false
    ) async throws -> AccountDetail {
        try await remove(principal, reference, brand: brand, dryRun: dryRun, last: { _, _ in }).account
    }

    /// The same; `last` reads, in the transaction, what goes with the account.
    func remove<T: Sendable>(
        _ principal: Principal, _ reference: String, brand: String? = nil, dryRun: Bool = false,
        last: @escaping @Sendable (AccountProfile, any WriteTransaction) throws -> T
    ) async throws -> (account: AccountDetail, last: T) {
        try await context.writeListed(principal, dryRun: dryRun) { scene, tx in
            let account = try Self.find(reference, brand, scene, tx)
            let profile = account.profile
            let role = try Authority.require(.admin, in: profile.brand, of: scene.principal, to: "remove an account")
            let last = try last(profile, tx)
            _ = try retire(profile.id, scene.principal, scene.now, tx)
            try tx.run(AccountRows.removeSlots, [.integer(profile.id.rawValue), scene.now.sqlValue])
            try tx.run(AccountRows.leaveGroups, [.integer(profile.id.rawValue)])
            try CredentialRows.forget(profile.id, in: tx)
            try tx.run(AccountRows.remove, [.integer(profile.id.rawValue), scene.now.sqlValue])
            try log("account.removed", profile, before: profile, after: nil, role, scene, tx)
            return (account, last)
        }
    }

    private func check(
        _ profile: AccountProfile, before: AccountProfile?, brandName: String, _ scene: AccountsContext.Scene,
        _ tx: any ReadTransaction
    ) throws {
        guard let manifest = context.manifests[profile.platform] else { throw unknownPlatform(profile.platform) }
        try NameRule.check(profile.name, of: "an account")
        if let before { try SettingRules.checkBound(profile, before: before, manifest: manifest) }
        try SettingRules.check(
            profile, isNew: before == nil, manifest: manifest, faults: context.faults(profile),
            nearest: context.nearest)
        let values: [SQLValue] = [.integer(profile.brand.rawValue), .text(profile.name)]
        let holder = try tx.first(AccountRows.idByBrandAndName, values) { AccountID(rawValue: try $0.int64(0)) }
        guard holder == nil || holder == profile.id else {
            throw Problem.conflict(
                "account-name-taken", "The brand \(brandName) has an account named “\(profile.name)” already.",
                next: "Choose another name.")
        }
        // A name must not mean both an account and a group: both stand after --to.
        guard try tx.first(GroupRows.idByBrandAndName, values, { try $0.int64(0) }) == nil else {
            throw Problem.conflict(
                "account-name-taken", "The brand \(brandName) has a group named “\(profile.name)” already.",
                next: "Choose another name.")
        }
        try checkPlace(profile, before: before, brandName: brandName, scene, tx)
    }

    /// Two accounts with one folder would each be accepted, and the later one's posts refused for good.
    private func checkPlace(
        _ profile: AccountProfile, before: AccountProfile?, brandName: String, _ scene: AccountsContext.Scene,
        _ tx: any ReadTransaction
    ) throws {
        let former = before.flatMap { context.ownPlace($0)?.place }
        guard let own = context.ownPlace(profile), own.place != former else { return }
        let holder = try AccountRows.details(on: profile.platform, in: tx)
            .first { $0.profile.id != profile.id && context.ownPlace($0.profile)?.place == own.place }
        guard let holder else { return }
        let name = "the account “\(holder.profile.name)” of the brand \(holder.brandName)"
        let whose = scene.principal.role(in: holder.profile.brand) == nil ? "another account" : name
        throw Problem(
            Problem.Code("setting-taken"), status: 409, "\(own.place) is used by \(whose) already.",
            given: profile.settings[own.setting], allowed: "one that no other account uses",
            next: before == nil
                ? "Say another: smmctl account add \(profile.platform) --name \(profile.name) "
                    + "--set \(own.setting)=PATH --brand \(brandName)"
                : "smmctl account set \(profile.id) \(own.setting)=PATH")
    }

    func unknownPlatform(_ name: String) -> Problem {
        let known = context.manifests.keys.sorted()
        return Problem.invalid(
            "platform-unknown", "smmd speaks to no platform of that name.", given: name,
            allowed: known.joined(separator: ", "), next: context.nearest(name, known).map { "Did you mean \($0)?" })
    }

    func log(
        _ verb: String, _ profile: AccountProfile, before: AccountProfile?, after: AccountProfile?, _ role: Role,
        _ scene: AccountsContext.Scene, _ tx: any WriteTransaction
    ) throws {
        try EventLog.append(
            EventDraft(
                at: scene.now, brand: profile.brand, principal: scene.principal, role: role, verb: verb,
                subjectKind: "account", subject: profile.id.rawValue, account: profile.id,
                before: try before.map { try JSONText.encode($0) }, after: try after.map { try JSONText.encode($0) }),
            in: tx)
    }

    private static func find(
        _ reference: String, _ brand: String?, _ scene: AccountsContext.Scene, _ tx: any ReadTransaction
    ) throws -> AccountDetail {
        let brand = try brand.map {
            try BrandLookup.find($0, for: scene.principal, nearest: scene.nearest, in: tx).profile.id
        }
        return try AccountLookup.find(reference, in: brand, for: scene.principal, nearest: scene.nearest, in: tx)
    }

    static func stored(_ id: AccountID, _ tx: any ReadTransaction) throws -> AccountDetail {
        guard let account = try AccountRows.detail(id, in: tx) else {
            throw Problem.notFound("account", id.description)
        }
        return account
    }

    private static let refuseWhileOpen: AccountRetirement = { account, _, _, tx in
        let open = try tx.first(AccountRows.open, [.integer(account.rawValue)]) { try $0.int(0) } ?? 0
        guard open == 0 else {
            throw Problem.conflict(
                "account-in-use", "The account still has \(open) operations that are not done.",
                next: "Cancel them first: smmctl post list --account \(account)")
        }
        return 0
    }
}
