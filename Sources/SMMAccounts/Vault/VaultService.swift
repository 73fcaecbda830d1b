import SMMDatabase
package import SMMModel
import SMMStore

/// What people do with the vault; all of it takes the role admin in every brand.
package struct VaultService: Sendable {
    private let context: AccountsContext
    private let vault: Vault
    private let keeper: CredentialKeeper
    private let random: @Sendable (Int) -> [UInt8]
    private let keyScript: String
    private let released: @Sendable ([HoldID]) -> Void

    /// A service on `context`.
    ///
    /// - Parameters:
    ///   - random: this many bytes that nobody can guess.
    ///   - keyScript: the script by which an administrator changes the keys; nil where it is not known.
    ///   - released: told of holds that are in force no more.
    package init(
        _ context: AccountsContext, vault: Vault, keeper: CredentialKeeper,
        random: @escaping @Sendable (Int) -> [UInt8], keyScript: String? = nil,
        released: @escaping @Sendable ([HoldID]) -> Void = { _ in }
    ) {
        self.context = context
        self.vault = vault
        self.keeper = keeper
        self.random = random
        self.keyScript = keyScript ?? "/usr/lib/smmd/make-credential"
        self.released = released
    }

    /// How the vault stands, and the accounts that must be connected again: of no key here, or of a damaged row.
    package func status(
        _ principal: Principal
    ) async throws -> (VaultStatus, locked: [AccountDetail], damaged: [AccountDetail]) {
        try await context.read(principal) { [vault] scene, tx in
            try Authority.requireEverywhere(.admin, of: scene.principal, to: "see the vault")
            let status = try vault.examined(in: tx)
            return (
                status, try status.locked.compactMap { try AccountRows.detail($0, in: tx) },
                try status.damaged.compactMap { try AccountRows.detail($0, in: tx) }
            )
        }
    }

    /// Wraps every credential under a new key, or goes on with a rotation that was cut short.
    ///
    /// - Throws: `vault-key-given` where an administrator makes, and gives up, the keys.
    package func rotate(
        _ principal: Principal, forgetsFormer: Bool, isDryRun: Bool = false
    ) async throws -> VaultRotation {
        let status = try await allowed(principal, to: "rotate the vault's key")
        let isRotating = try await vault.isRotating()
        guard status.isWritable || !forgetsFormer else {
            throw Problem.conflict(
                "vault-key-given",
                "The keys are a credential of the service manager, of which only an administrator takes some away.",
                next: isRotating
                    ? "smmctl vault rotate"
                    : "sudo \(keyScript) --forget-former && sudo systemctl restart smmd")
        }
        guard status.isWritable || isRotating else {
            throw Problem.conflict(
                "vault-key-given",
                "The key is a credential of the service manager, which only an administrator changes.",
                next: "sudo \(keyScript) --rotate && sudo systemctl restart smmd")
        }
        guard !isDryRun else {
            return VaultRotation(
                current: status.keys.first?.id ?? "", isNewKey: !isRotating, rewrapped: 0, left: status.locked.count,
                forgotten: 0)
        }
        let rotation = try await told { try await vault.rotate(forgetsFormer: forgetsFormer) }
        try await record(
            "vault.rotated", principal, detail: "\(rotation.rewrapped) credentials, key \(rotation.current)")
        return rotation
    }

    /// The keys under a passphrase, as text to be kept apart from the machine.
    package func export(
        _ principal: Principal, passphrase: Secret, isDryRun: Bool = false
    ) async throws -> String {
        _ = try await allowed(principal, to: "export the vault's keys")
        let text = try await told { try vault.export(passphrase: passphrase, salt: random(16)) }
        guard !isDryRun else { return "" }
        try await record("vault.exported", principal, detail: nil)
        return text
    }

    /// Takes over the keys of an export; gives how many credentials they opened, and how many are still locked.
    package func takeOver(
        _ principal: Principal, _ export: String, passphrase: Secret, isDryRun: Bool = false
    ) async throws -> (opened: Int, locked: Int) {
        let status = try await allowed(principal, to: "import keys into the vault")
        guard !isDryRun else {
            let opened = try await told { try vault.opens(export, passphrase: passphrase, of: status) }
            return (opened, status.locked.count - opened)
        }
        let taken: (opened: Int, locked: Int)
        do {
            taken = try await told { try await vault.takeOver(export, passphrase: passphrase) }
        } catch {
            // The keys may be here already.
            await keeper.forgetAll()
            throw error
        }
        await keeper.forgetAll()
        released(
            try await context.write(principal, dryRun: false) { [vault] scene, tx in
                try UnlockedHolds.lift(vault, by: scene.principal, now: scene.now, in: tx)
            })
        try await record("vault.imported", principal, detail: "\(taken.opened) credentials opened")
        return taken
    }

    private func allowed(_ principal: Principal, to action: String) async throws -> VaultStatus {
        try await context.read(principal) { [vault] scene, tx in
            try Authority.requireEverywhere(.admin, of: scene.principal, to: action)
            return try vault.status(in: tx)
        }
    }

    private func record(_ verb: String, _ principal: Principal, detail: String?) async throws {
        _ = try await context.write(principal, dryRun: false) { scene, tx in
            try EventLog.append(
                EventDraft(
                    at: scene.now, brand: nil, principal: scene.principal, role: .admin, verb: verb,
                    subjectKind: "vault", subject: 0, detail: detail), in: tx)
        }
    }

    /// What the vault says, in the words of a problem.
    private func told<T>(_ body: () async throws -> T) async throws -> T {
        do {
            return try await body()
        } catch let failure as VaultFailure {
            throw Self.problem(failure)
        }
    }

    static func problem(_ failure: VaultFailure) -> Problem {
        switch failure.code {
        case .passphrase:
            Problem.invalid(
                "passphrase-wrong", failure.message, allowed: "at least \(KeyExport.shortestPassphrase) characters",
                next: "Type it again.")
        case .notAnExport:
            Problem.invalid(
                "export-invalid", failure.message, allowed: "the file that `smmctl vault export` wrote",
                next: "Give that file whole, from BEGIN to END.")
        case .unwritable, .unreadable:
            Problem(Problem.Code("vault-\(failure.code.rawValue)"), status: 503, failure.message, next: "smmctl doctor")
        case .locked, .damaged, .empty:
            Problem.conflict("vault-\(failure.code.rawValue)", failure.message, next: "smmctl vault status")
        }
    }
}
