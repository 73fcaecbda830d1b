import SMMDatabase
package import SMMModel
import SMMStore

/// Makes, shows and changes brands.
package struct BrandService: Sendable {
    private let context: AccountsContext

    /// A service on `context`.
    package init(_ context: AccountsContext) {
        self.context = context
    }

    /// The brands in sight, by name.
    package func list(_ principal: Principal) async throws -> [BrandDetail] {
        try await context.read(principal) { scene, tx in try BrandRows.visible(to: scene.principal, in: tx) }
    }

    /// One brand, by name, id or unique id prefix; throws `brand-not-found` and the like.
    package func show(_ principal: Principal, _ reference: String?) async throws -> BrandDetail {
        try await context.read(principal) { scene, tx in
            try BrandLookup.find(reference, for: scene.principal, nearest: scene.nearest, in: tx)
        }
    }

    /// Makes a brand; takes the role admin in every brand.
    ///
    /// - Throws: `forbidden`, `name-invalid`, `title-invalid`, `zone-unknown`, `language-invalid`, `colour-invalid` or
    ///   `brand-name-taken`.
    package func create(
        _ principal: Principal, _ draft: BrandDraft, _ options: WriteOptions = WriteOptions(),
        render: @escaping @Sendable (BrandDetail) throws -> String
    ) async throws -> Creation<BrandDetail> {
        let context = context
        return try await context.createListed(principal, options, render: render) { scene, tx in
            let role = try Authority.requireEverywhere(.admin, of: scene.principal, to: "make a brand")
            let profile = BrandProfile(
                id: context.ids.next(), name: draft.name, title: draft.title ?? draft.name,
                zone: draft.zone ?? context.defaults.zone, language: draft.language ?? context.defaults.language,
                colour: draft.colour)
            try check(profile, except: nil, tx)
            try tx.run(BrandRows.insert, Self.values(profile) + [scene.now.sqlValue])
            try EventLog.append(
                EventDraft(
                    at: scene.now, brand: profile.id, principal: scene.principal, role: role, verb: "brand.created",
                    subjectKind: "brand", subject: profile.id.rawValue, after: try JSONText.encode(profile)), in: tx)
            return BrandDetail(profile: profile, createdAt: scene.now, accounts: 0, role: role)
        }
    }

    /// Changes a brand; takes the role admin in it.
    ///
    /// - Throws: what ``create(_:_:_:render:)`` throws, and `brand-not-found`.
    package func edit(
        _ principal: Principal, _ reference: String, _ change: BrandChange, dryRun: Bool = false
    ) async throws -> BrandDetail {
        try await context.writeListed(principal, dryRun: dryRun) { scene, tx in
            var brand = try BrandLookup.find(reference, for: scene.principal, nearest: scene.nearest, in: tx)
            let role = try Authority.require(.admin, in: brand.profile.id, of: scene.principal, to: "change a brand")
            let before = brand.profile
            brand.profile = Self.applying(change, to: before)
            guard brand.profile != before else { return brand }
            try check(brand.profile, except: before.id, tx)
            try tx.run(BrandRows.update, Self.values(brand.profile))
            try EventLog.append(
                EventDraft(
                    at: scene.now, brand: before.id, principal: scene.principal, role: role, verb: "brand.edited",
                    subjectKind: "brand", subject: before.id.rawValue, before: try JSONText.encode(before),
                    after: try JSONText.encode(brand.profile)), in: tx)
            return brand
        }
    }

    private func check(_ profile: BrandProfile, except own: BrandID?, _ tx: any ReadTransaction) throws {
        try NameRule.check(profile.name, of: "a brand")
        try BrandRules.check(title: profile.title)
        try BrandRules.check(zone: profile.zone, with: context.checkZone)
        try BrandRules.check(language: profile.language)
        if let colour = profile.colour { try BrandRules.check(colour: colour) }
        let holder = try tx.first(BrandRows.idByName, [.text(profile.name)]) { BrandID(rawValue: try $0.int64(0)) }
        guard holder == nil || holder == own else {
            throw Problem.conflict(
                "brand-name-taken", "There is a brand named “\(profile.name)” already.", next: "Choose another name.")
        }
    }

    private static func applying(_ change: BrandChange, to before: BrandProfile) -> BrandProfile {
        var profile = before
        if let name = change.name { profile.name = name }
        if let title = change.title { profile.title = title }
        if let zone = change.zone { profile.zone = zone }
        if let language = change.language { profile.language = language }
        if let colour = change.colour { profile.colour = colour.isEmpty ? nil : colour }
        return profile
    }

    private static func values(_ profile: BrandProfile) -> [SQLValue] {
        [
            .integer(profile.id.rawValue), .text(profile.name), .text(profile.title), .text(profile.zone),
            .text(profile.language), profile.colour.map { .text($0) } ?? .null,
        ]
    }
}
