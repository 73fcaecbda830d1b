import FoundationEssentials
package import SMMAdapterKit
package import SMMDatabase
package import SMMModel
import SMMStore
import Synchronization

/// Keeps credentials: sealed in the database, under keys that are elsewhere.
package final class Vault: Sendable {
    /// Credentials wrapped anew in one transaction: short enough that nobody waits for it.
    private static let slice: Int64 = 500

    private let database: any Database
    private let store: any KeyStore
    private let clock: any TimeSource
    private let ring: Mutex<KeyRing>

    /// Opens the vault with the keys of `store`.
    ///
    /// - Throws: `VaultFailure` when they cannot be read.
    package init(database: any Database, store: any KeyStore, clock: any TimeSource) throws(VaultFailure) {
        self.database = database
        self.store = store
        self.clock = clock
        self.ring = Mutex(try store.load())
    }

    private var keys: KeyRing { ring.withLock { $0 } }

    /// Seals and stores a credential in place of the account's former one; gives its version.
    ///
    /// - Throws: `VaultFailure` `empty` for one with an empty secret, and what the database throws.
    @discardableResult
    package func keep(
        _ credential: Credential, of account: AccountProfile, now: Instant, in tx: any WriteTransaction
    ) throws -> Int64 {
        let former = try CredentialRows.stored(account.id, in: tx)?.context.version ?? 0
        let context = SealContext(
            account: account.id, brand: account.brand, platform: account.platform, version: former + 1)
        let sealed = try Envelope.seal(credential.secrets, for: context, with: keys.current)
        try CredentialRows.store(sealed, of: credential, for: context, now: now, in: tx)
        return context.version
    }

    /// Seals and stores a renewed credential in place of the one of `version` alone; nil where another one, or none, is
    /// there by now: the account was connected anew, or removed.
    ///
    /// - Throws: as ``keep(_:of:now:in:)``.
    package func renew(
        _ credential: Credential, replacing version: Int64, of account: AccountProfile, now: Instant,
        in tx: any WriteTransaction
    ) throws -> Int64? {
        guard try CredentialRows.stored(account.id, in: tx)?.context.version == version else { return nil }
        return try keep(credential, of: account, now: now, in: tx)
    }

    /// The account's credential; nil where it has none.
    ///
    /// - Throws: `VaultFailure` `locked` or `damaged`, and what the database throws.
    package func credential(of account: AccountProfile, in tx: any ReadTransaction) throws -> HeldCredential? {
        guard let stored = try CredentialRows.stored(account.id, in: tx) else { return nil }
        // By what is known of the account and not by what the row says: a row moved here does not open.
        let context = SealContext(
            account: account.id, brand: account.brand, platform: account.platform, version: stored.context.version)
        let secrets = try Envelope.open(stored.sealed, for: context, with: keys)
        return HeldCredential(
            credential: Credential(
                kind: stored.kind, secrets: secrets, facts: stored.facts, issuedAt: stored.issuedAt,
                expiresAt: stored.expiresAt),
            version: stored.context.version,
            refusal: stored.isRefused ? stored.failure ?? Failure("refused", "The platform refused it.") : nil,
            refreshAt: stored.refreshAt)
    }

    /// Whether the account has a credential that opens.
    package func opens(_ account: AccountProfile, in tx: any ReadTransaction) throws -> Bool {
        do {
            return try credential(of: account, in: tx) != nil
        } catch is VaultFailure {
            return false
        }
    }

    /// Whether an account of the platform has a credential's tokens: taking that back would take the account's back too.
    /// A password or a client's secret in common does no harm. One whose key is not here may have them.
    func use(of credential: Credential, on platform: String, in tx: any ReadTransaction) throws -> TokenUse {
        let tokens = ["access", "refresh"].compactMap { credential.secrets[$0] }
        var use = TokenUse.none
        for account in try AccountRows.details(on: platform, in: tx) {
            do {
                let held = try self.credential(of: account.profile, in: tx)
                if held?.credential.secrets.values.contains(where: { tokens.contains($0) }) == true { return .certain }
            } catch let failure as VaultFailure {
                if failure.code == .locked { use = .possible }
            }
        }
        return use
    }

    /// How it stands.
    package func status(in tx: any ReadTransaction) throws -> VaultStatus {
        let keys = self.keys
        let counts = try tx.query(CredentialRows.countByKey, []) { (try $0.text(0), try $0.int(1)) }
        let byKey = Dictionary(counts, uniquingKeysWith: { $1 })
        let here = keys.keys.map {
            VaultStatus.Key(
                id: $0.id, isCurrent: $0.id == keys.current.id, isHere: true, credentials: byKey[$0.id] ?? 0)
        }
        let missing = counts.filter { keys[$0.0] == nil }.map {
            VaultStatus.Key(id: $0.0, isCurrent: false, isHere: false, credentials: $0.1)
        }
        let locked = try tx.query(CredentialRows.accountsByKey, []) { row in
            keys[try row.text(1)] == nil ? AccountID(rawValue: try row.int64(0)) : nil
        }
        return VaultStatus(
            place: store.place, isWritable: store.isWritable, keys: here + missing, locked: locked.compactMap { $0 })
    }

    /// How it stands, with every credential opened once to see whether it does.
    package func examined(in tx: any ReadTransaction) throws -> VaultStatus {
        var status = try status(in: tx)
        let locked = Set(status.locked)
        let accounts = try tx.query(CredentialRows.accountsByKey, []) { row in
            AccountProfile(
                id: AccountID(rawValue: try row.int64(0)), brand: BrandID(rawValue: try row.int64(2)),
                platform: try row.text(3), name: "")
        }
        status.damaged = try accounts.filter { try !locked.contains($0.id) && !opens($0, in: tx) }.map(\.id)
        return status
    }

    /// Whether credentials can be wrapped anew since a former key that is at hand wraps them: a rotation that has not
    /// ended. One whose seal does not hold stays as it is and keeps no rotation from ending.
    package func isRotating() async throws -> Bool {
        try await database.read { [self] tx in
            let keys = self.keys
            var last: Int64 = .min
            while true {
                let rows = try wrapped(after: last, keys, in: tx)
                guard let end = rows.last else { return false }
                if rows.contains(where: { Self.rewrapped($0, keys) != nil }) { return true }
                last = end.context.account.rawValue
            }
        }
    }

    /// Wraps every credential under the current key, after making a new one unless an earlier rotation has not ended.
    /// Each step is durable: after a kill the next call goes on where this one ended.
    ///
    /// - Parameter forgetsFormer: whether the keys that were former ones at the start are given up at the end; backups
    ///   made before then open no more.
    /// - Throws: `VaultFailure` `unwritable` where a new key is for an administrator to make; what the database throws.
    package func rotate(forgetsFormer: Bool = false) async throws -> VaultRotation {
        let resumes = try await isRotating()
        if !resumes { try change { KeyRing(.random(), former: $0.keys, most: max(KeyRing.most, $0.keys.count)) } }
        let ring = keys
        let former = Set(ring.keys.dropFirst().map(\.id))
        let done = try await rewrapAll()
        var rotation = VaultRotation(
            current: ring.current.id, isNewKey: !resumes, rewrapped: done.rewrapped, left: done.left, forgotten: 0)
        if forgetsFormer, store.isWritable {
            // No others: one that came meanwhile, by another rotation or an import, wraps what this one has not seen.
            try change { ring in
                let fresh = KeyRing(
                    ring.current, former: ring.keys.filter { !former.contains($0.id) }, most: ring.keys.count)
                rotation.forgotten = ring.keys.count - fresh.keys.count
                return fresh
            }
        }
        return rotation
    }

    /// Wraps what is left of a rotation that was cut short, or of a change of keys by an administrator, and records that;
    /// gives how many that were.
    package func resume() async throws -> Int {
        let count = try await finish()
        guard count > 0 else { return 0 }
        let (now, current) = (clock.now, keys.current.id)
        _ = try await database.write { tx in
            try EventLog.append(
                EventDraft(
                    at: now, brand: nil, principal: .system(via: "vault"), verb: "vault.rotated", subjectKind: "vault",
                    subject: 0, detail: "\(count) credentials, key \(current); what an earlier run had left"), in: tx)
        }
        return count
    }

    private func finish() async throws -> Int {
        guard try await isRotating() else { return 0 }
        return try await rewrapAll().rewrapped
    }

    private func rewrapAll() async throws -> (rewrapped: Int, left: Int) {
        var (rewrapped, left, last) = (0, 0, Int64.min)
        while let slice = try await rewrap(after: last) {
            rewrapped += slice.rewrapped
            left += slice.left
            last = slice.last
        }
        return (rewrapped, left)
    }

    /// The keys under a passphrase, as text.
    ///
    /// - Parameter salt: 16 random bytes.
    /// - Throws: `VaultFailure` `passphrase` when it is too short.
    package func export(passphrase: Secret, salt: [UInt8]) throws(VaultFailure) -> String {
        try KeyExport.write(keys.kept, passphrase: passphrase, salt: salt)
    }

    /// How many of the locked credentials the keys of an export would open; changes nothing.
    ///
    /// - Throws: `VaultFailure` `notAnExport` or `passphrase`.
    package func opens(
        _ export: String, passphrase: Secret, of status: VaultStatus
    ) throws(VaultFailure) -> Int {
        let former = try KeyExport.read(export, passphrase: passphrase)
        return status.keys.filter { !$0.isHere && former[$0.id] != nil }.reduce(0) { $0 + $1.credentials }
    }

    /// Takes over the keys of an export: what they open is wrapped under the current key at once. Gives how many
    /// credentials that were, and how many still do not open.
    ///
    /// - Throws: `VaultFailure` `notAnExport` or `passphrase`; what the database throws.
    package func takeOver(_ export: String, passphrase: Secret) async throws -> (opened: Int, locked: Int) {
        let former = try KeyExport.read(export, passphrase: passphrase)
        // What own keys still wrap goes under the current one first: of more keys than a ring holds they give way.
        _ = try await finish()
        // All of them in memory until everything is wrapped, though fewer are kept: the last of a full export too. In
        // memory only where the store is an administrator's: afterwards nothing needs them any more.
        try widen { KeyRing($0.current, former: former.keys + $0.keys, most: .max) }
        let opened = try await finish()
        ring.withLock { $0 = $0.kept }
        let locked = try await database.read { [self] tx in try status(in: tx).locked.count }
        return (opened, locked)
    }

    /// Keeps another ring, in the store first.
    private func change(_ body: (KeyRing) -> KeyRing) throws(VaultFailure) {
        try ring.withLock { ring throws(VaultFailure) in
            let fresh = body(ring)
            try store.replace(with: fresh.kept)
            ring = fresh
        }
    }

    /// The same; in memory alone where the store is an administrator's.
    private func widen(_ body: (KeyRing) -> KeyRing) throws(VaultFailure) {
        if store.isWritable { return try change(body) }
        ring.withLock { $0 = body($0) }
    }

    private struct Slice {
        var rewrapped: Int
        var left: Int
        var last: Int64
    }

    private typealias Wrapped = (context: SealContext, sealed: SealedCredential)

    /// The next few credentials that are not under the current key, without their secrets.
    private func wrapped(after last: Int64, _ keys: KeyRing, in tx: any ReadTransaction) throws -> [Wrapped] {
        let values: [SQLValue] = [.text(keys.current.id), .integer(last), .integer(Self.slice)]
        return try tx.query(CredentialRows.otherKeys, values) { row in
            (
                SealContext(
                    account: AccountID(rawValue: try row.int64(0)), brand: BrandID(rawValue: try row.int64(1)),
                    platform: try row.text(2), version: try row.int64(3)),
                SealedCredential(keyID: try row.text(4), wrappedKey: try row.blob(5), secrets: [:])
            )
        }
    }

    /// The same under the current key; nil where its key is not here or its seal does not hold, which the status tells.
    private static func rewrapped(_ row: Wrapped, _ keys: KeyRing) -> SealedCredential? {
        do throws(VaultFailure) {
            return try Envelope.rewrap(row.sealed, for: row.context, from: keys, to: keys.current)
        } catch {
            return nil
        }
    }

    /// Wraps the next few credentials that are not under the current key; nil when there are none behind `last`.
    private func rewrap(after last: Int64) async throws -> Slice? {
        try await database.write { [self] tx in
            // As they are inside of the transaction: under a key that a later rotation has replaced nothing is wrapped.
            let keys = self.keys
            let rows = try wrapped(after: last, keys, in: tx)
            guard let end = rows.last else { return nil }
            var slice = Slice(rewrapped: 0, left: 0, last: end.context.account.rawValue)
            for row in rows {
                guard let fresh = Self.rewrapped(row, keys) else {
                    slice.left += 1
                    continue
                }
                try tx.run(
                    CredentialRows.rewrap,
                    [
                        .integer(row.context.account.rawValue), .integer(row.context.version), .text(fresh.keyID),
                        .blob(fresh.wrappedKey),
                    ])
                slice.rewrapped += 1
            }
            return slice
        }
    }
}
