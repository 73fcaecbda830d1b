import SMMAdapterKit
import SMMDatabase
package import SMMModel
import SMMStore

/// Makes hooks, and judges what is sent to them.
package struct HookService: Sendable {
    /// Bytes of a secret: the fewest that Standard Webhooks allows, and 192 bits are enough.
    private static let secretLength = 24

    private let context: AccountsContext
    private let vault: Vault
    private let door: String?
    private let random: @Sendable (Int) -> [UInt8]

    /// A service on `context` that keeps secrets in `vault`.
    ///
    /// - Parameters:
    ///   - door: the door's public address, without a slash at its end; nil without a door.
    ///   - random: gives bytes that nobody can guess.
    package init(
        _ context: AccountsContext, vault: Vault, door: String?, random: @escaping @Sendable (Int) -> [UInt8]
    ) {
        self.context = context
        self.vault = vault
        self.door = door
        self.random = random
    }

    /// The public address of a hook; nil without a door.
    package func url(of hook: HookDetail) -> String? { door.map { "\($0)/hook/\(hook.id)" } }

    /// Makes a hook; takes the role admin in the brand.
    ///
    /// - Returns: the hook, and its secret as `whsec_` and Base64, which is told this once; nil of a rehearsal.
    /// - Throws: `door-missing`, `name-invalid`, `hook-name-taken`, `forbidden`, and what finding the brand throws.
    package func create(
        _ principal: Principal, brand: String?, name: String, isDryRun: Bool = false
    ) async throws -> (HookDetail, secret: Secret?) {
        guard door != nil else {
            throw Problem.conflict(
                "door-missing", "There is no door at which a program could call.",
                next: "Set door.url in smmd.yaml; see docs/operations.md, The door")
        }
        try NameRule.check(name, of: "a hook")
        let secret = Secret(HookSignature.prefix + Base64Text.encode(random(Self.secretLength)))
        let hook = try await context.write(principal, dryRun: isDryRun) { [self] scene, tx in
            let brand = try BrandLookup.find(brand, for: scene.principal, nearest: scene.nearest, in: tx)
            let role = try Authority.require(.admin, in: brand.profile.id, of: scene.principal, to: "make a hook")
            let taken = try tx.query(HookRows.idByName, [.integer(brand.profile.id.rawValue), .text(name)]) {
                HookID(rawValue: try $0.int64(0))
            }
            if let taken = taken.first {
                throw Problem.conflict(
                    "hook-name-taken", "There is a hook “\(name)” in the brand already.",
                    next: "Choose another name, or: smmctl hook remove \(taken)")
            }
            let hook = HookDetail(
                id: context.ids.next(), brand: brand.profile.id, brandName: brand.profile.name,
                zone: brand.profile.zone,
                name: name, createdAt: scene.now, createdBy: scene.principal.name)
            let values: [SQLValue] = [
                .integer(hook.id.rawValue), .integer(hook.brand.rawValue), .text(name), scene.now.sqlValue,
                .text(scene.principal.name),
            ]
            try tx.run(HookRows.insert, values)
            let credential = Credential(kind: "hook", secrets: ["secret": secret], issuedAt: scene.now)
            try vault.keep(credential, of: hook.seal, now: scene.now, in: tx)
            try Self.log("hook.made", hook, role, scene, tx)
            return hook
        }
        return (hook, isDryRun ? nil : secret)
    }

    /// The hooks of brands where the asker is an admin, by brand and name.
    package func list(_ principal: Principal, brand: String? = nil) async throws -> [HookDetail] {
        try await context.read(principal) { scene, tx in
            let only = try brand.map {
                try BrandLookup.find($0, for: scene.principal, nearest: scene.nearest, in: tx).profile.id
            }
            if let only { try Authority.require(.admin, in: only, of: scene.principal, to: "see hooks") }
            return try tx.query(HookRows.all, [], HookRows.detail).filter {
                scene.principal.role(in: $0.brand) == .admin && (only == nil || $0.brand == only)
            }
        }
    }

    /// Takes a hook away, by its name, id or a unique beginning of the id; takes the role admin in its brand. Nothing that
    /// is sent to it from then on is taken.
    package func remove(
        _ principal: Principal, _ reference: String, brand: String? = nil, isDryRun: Bool = false
    ) async throws -> HookDetail {
        try await context.write(principal, dryRun: isDryRun) { scene, tx in
            let only = try brand.map {
                try BrandLookup.find($0, for: scene.principal, nearest: scene.nearest, in: tx).profile.id
            }
            let hook = try Self.find(reference, in: only, scene, tx)
            let role = try Authority.require(.admin, in: hook.brand, of: scene.principal, to: "take a hook away")
            try tx.run(HookRows.remove, .integer(hook.id.rawValue), scene.now.sqlValue)
            try CredentialRows.forget(hook.seal.id, in: tx)
            try Self.log("hook.removed", hook, role, scene, tx)
            return hook
        }
    }

    /// The hook that a message is for, if it is to be believed; nil for every reason not to. The body is
    /// read and signed anew also where there is no such hook.
    ///
    /// - Throws: `VaultFailure` where the secret cannot be opened now, and what the database throws.
    package func judge(_ message: HookMessage, to reference: String) async throws -> HookDetail? {
        let vault = vault
        let found = try await context.database.read { tx -> (HookDetail, HeldCredential)? in
            guard let id = HookID(reference),
                let hook = try tx.first(HookRows.byID, [.integer(id.rawValue)], HookRows.detail),
                let held = try vault.credential(of: hook.seal, in: tx)
            else { return nil }
            return (hook, held)
        }
        let secret = found?.1.credential.secrets["secret"].flatMap {
            Base64Text.decode($0.reveal().dropFirst(HookSignature.prefix.count))
        }
        let isGood = HookSignature.isGood(
            message, secret: secret ?? [UInt8](repeating: 0, count: Self.secretLength), now: context.clock.now)
        return isGood && secret != nil ? found?.0 : nil
    }

    private static func find(
        _ reference: String, in brand: BrandID?, _ scene: AccountsContext.Scene, _ tx: any ReadTransaction
    ) throws -> HookDetail {
        let all = try tx.query(HookRows.all, [], HookRows.detail).filter {
            scene.principal.role(in: $0.brand) != nil && (brand == nil || $0.brand == brand)
        }
        let named = all.filter { $0.name == reference || $0.id.description == reference }
        let found = named.isEmpty ? try begun(reference, all, tx) : named
        if found.count == 1, let hook = found.first { return hook }
        guard found.isEmpty else {
            throw Problem.invalid(
                "hook-ambiguous", "More than one hook is meant by that.", given: reference,
                allowed: found.map { "\($0.id) (\($0.name) of \($0.brandName))" }.joined(separator: ", "),
                next: "Use the id.")
        }
        throw Problem.notFound("hook", reference, next: "See what there is: smmctl hook list")
    }

    private static func begun(
        _ reference: String, _ all: [HookDetail], _ tx: any ReadTransaction
    ) throws -> [HookDetail] {
        let keys = Set(try PrefixSearch.keys(reference, kind: HookKind.prefix, HookRows.idsBetween, in: tx))
        return all.filter { keys.contains($0.id.rawValue) }
    }

    private static func log(
        _ verb: String, _ hook: HookDetail, _ role: Role, _ scene: AccountsContext.Scene, _ tx: any WriteTransaction
    ) throws {
        try EventLog.append(
            EventDraft(
                at: scene.now, brand: hook.brand, principal: scene.principal, role: role, verb: verb,
                subjectKind: "hook", subject: hook.id.rawValue, detail: hook.name), in: tx)
    }
}
