import SMMAccounts
import SMMAdapterKit
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMStore
import SMMTestSupport
import Synchronization
import Testing

@Suite("The vault")
struct VaultTests {
    private static let salt = [UInt8](0..<16)
    private let clock = FixedClock()

    private func credential(_ text: String) -> Credential {
        Credential(kind: "token", secrets: ["access": Secret(text)], facts: ["scopes": "read"], issuedAt: clock.now)
    }

    /// A vault with its key file in a folder of its own, and one account.
    private func with(
        _ body: (Office, Vault, AccountProfile, String) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            try await Office.open { office in
                let vault = try Vault(
                    database: office.database, store: FileKeyStore(path: folder + "/vault.key"), clock: clock)
                try await body(office, vault, try await office.account("blog").profile, folder + "/vault.key")
            }
        }
    }

    private func keep(_ credential: Credential, _ account: AccountProfile, _ vault: Vault, _ office: Office)
        async throws
    {
        let now = clock.now
        _ = try await office.database.write { tx in try vault.keep(credential, of: account, now: now, in: tx) }
    }

    private func read(_ account: AccountProfile, _ vault: Vault, _ office: Office) async throws -> HeldCredential? {
        try await office.database.read { tx in try vault.credential(of: account, in: tx) }
    }

    @Test("gives back what it keeps, counts versions, and forgets")
    func keeps() async throws {
        try await with { office, vault, account, _ in
            #expect(try await read(account, vault, office) == nil)
            try await keep(credential("one"), account, vault, office)
            try await keep(credential("two"), account, vault, office)
            let held = try #require(try await read(account, vault, office))
            #expect(held.credential == credential("two"))
            #expect(held.version == 2)
            try await office.database.write { tx in try CredentialRows.forget(account.id, in: tx) }
            #expect(try await read(account, vault, office) == nil)
        }
    }

    @Test("a row that was put in another account's place does not open")
    func swapped() async throws {
        try await with { office, vault, account, _ in
            let other = try await office.account("shop").profile
            try await keep(credential("mine"), account, vault, office)
            try await keep(credential("theirs"), other, vault, office)
            try await office.database.write { tx in
                for table in ["credential", "credential_secret"] {
                    for (from, to) in [(account.id, Int64(-1)), (other.id, account.id.rawValue)] {
                        let statement =
                            table == "credential"
                            ? Statement("UPDATE credential SET account_id = $2 WHERE account_id = $1")
                            : Statement("UPDATE credential_secret SET account_id = $2 WHERE account_id = $1")
                        _ = try tx.run(statement, .integer(from.rawValue), .integer(to))
                    }
                }
            }
            let failure = await #expect(throws: VaultFailure.self) { try await read(account, vault, office) }
            #expect(failure?.code == .damaged)
        }
    }

    @Test("rotating wraps everything under a new key, and the former one still opens what it once wrapped")
    func rotates() async throws {
        try await with { office, vault, account, path in
            try await keep(credential("one"), account, vault, office)
            let before = try FileKeyStore(path: path).load().current
            let rotation = try await vault.rotate()
            #expect(rotation.rewrapped == 1)
            #expect(rotation.isNewKey)
            #expect(rotation.current != before.id)
            #expect(try await read(account, vault, office)?.credential == credential("one"))
            let ring = try FileKeyStore(path: path).load()
            #expect(ring.keys.map(\.id) == [rotation.current, before.id])
            let again = try Vault(database: office.database, store: FileKeyStore(path: path), clock: clock)
            #expect(try await read(account, again, office)?.credential == credential("one"))
        }
    }

    @Test("a rotation that was cut short is gone on with, without another key")
    func resumes() async throws {
        try await with { office, vault, account, path in
            try await keep(credential("one"), account, vault, office)
            // The new key is on the disk and nothing is wrapped under it: cut right after the first step.
            let former = try FileKeyStore(path: path).load().current
            let next = VaultKey.random()
            try FileKeyStore(path: path).replace(with: KeyRing(next, former: [former]))
            let after = try Vault(database: office.database, store: FileKeyStore(path: path), clock: clock)
            #expect(try await after.isRotating())
            let rotation = try await after.rotate()
            #expect(!rotation.isNewKey)
            #expect(rotation.current == next.id)
            #expect(rotation.rewrapped == 1)
            #expect(try await !after.isRotating())
        }
    }

    @Test("former keys are given up when asked for")
    func forgets() async throws {
        try await with { office, vault, account, path in
            try await keep(credential("one"), account, vault, office)
            let rotation = try await vault.rotate(forgetsFormer: true)
            #expect(rotation.forgotten == 1)
            let ring = try FileKeyStore(path: path).load()
            #expect(ring.keys.map(\.id) == [rotation.current])
            #expect(try await read(account, vault, office)?.credential == credential("one"))
        }
    }

    @Test("without its key nothing but the credential is lost, and an export under a passphrase brings it back")
    func export() async throws {
        try await with { office, vault, account, path in
            try await keep(credential("one"), account, vault, office)
            let text = try vault.export(passphrase: Secret("correct horse battery"), salt: Self.salt)
            try await withTemporaryFolder { elsewhere in
                let other = try Vault(
                    database: office.database, store: FileKeyStore(path: elsewhere + "/vault.key"), clock: clock)
                let failure = await #expect(throws: VaultFailure.self) { try await read(account, other, office) }
                #expect(failure?.code == .locked)
                #expect(try await office.database.read { tx in try other.status(in: tx).locked } == [account.id])
                for (given, code) in [
                    (text, "wrong horse battery"), (text.replacing("BEGIN", with: "BEGUN"), "correct horse battery"),
                    ("", "correct horse battery"),
                ] {
                    await #expect(throws: VaultFailure.self) {
                        try await other.takeOver(given, passphrase: Secret(code))
                    }
                }
                let taken = try await other.takeOver(text, passphrase: Secret("correct horse battery"))
                #expect(taken.opened == 1)
                #expect(taken.locked == 0)
                #expect(try await read(account, other, office)?.credential == credential("one"))
            }
        }
    }

    @Test("an export of as many keys as are kept opens whatever any of them sealed, as its rehearsal says")
    func fullExport() async throws {
        for isWritable in [true, false] {
            try await with { office, vault, account, path in
                let last = try await office.account("shop").profile
                let passphrase = Secret("correct horse battery")
                // The last of eight keys still wraps a credential, as in a rotation that was cut short.
                try await keep(credential("old"), last, vault, office)
                let oldest = try FileKeyStore(path: path).load().current
                let newer = (1..<KeyRing.most).map { _ in VaultKey.random() }
                try FileKeyStore(path: path).replace(with: KeyRing(newer[0], former: newer.dropFirst() + [oldest]))
                let full = try Vault(database: office.database, store: FileKeyStore(path: path), clock: clock)
                try await keep(credential("new"), account, full, office)
                let text = try full.export(passphrase: passphrase, salt: Self.salt)
                try await withTemporaryFolder { elsewhere in
                    let file = FileKeyStore(path: elsewhere + "/vault.key")
                    let own = try file.load().current
                    let store: any KeyStore = isWritable ? file : CredentialKeyStore(path: file.place)
                    let other = try Vault(database: office.database, store: store, clock: clock)
                    let status = try await office.database.read { tx in try other.status(in: tx) }
                    let rehearsed = try other.opens(text, passphrase: passphrase, of: status)
                    let taken = try await other.takeOver(text, passphrase: passphrase)
                    #expect(rehearsed == 2)
                    #expect(taken.opened == rehearsed && taken.locked == 0)
                    #expect(try await read(last, other, office)?.credential == credential("old"))
                    let kept = try file.load().keys
                    #expect(kept.count == (isWritable ? KeyRing.most : 1) && kept.first == own)
                    #expect(
                        try await office.database.read { tx in try other.status(in: tx).keys.count } <= KeyRing.most)
                }
            }
        }
    }

    @Test("an export takes a passphrase of twelve characters, and no changed byte of it opens")
    func exportGuards() async throws {
        try await with { _, vault, _, _ in
            let failure = #expect(throws: VaultFailure.self) {
                try vault.export(passphrase: Secret("eleven char"), salt: Self.salt)
            }
            #expect(failure?.code == .passphrase)
            let text = try vault.export(passphrase: Secret("twelve chars"), salt: Self.salt)
            var lines = text.split(separator: "\n").map(String.init)
            let first = try #require(lines[1].first)
            lines[1] = (first == "A" ? "B" : "A") + lines[1].dropFirst()
            let broken = lines.joined(separator: "\n")
            await #expect(throws: VaultFailure.self) {
                try await vault.takeOver(broken, passphrase: Secret("twelve chars"))
            }
        }
    }

    @Test("more credentials than one slice are all wrapped anew")
    func many() async throws {
        try await with { office, vault, account, _ in
            let now = clock.now
            let credential = credential("one")
            let count = 1200
            try await office.database.write { tx in
                for number in 0..<count {
                    let other = AccountProfile(
                        id: AccountID(rawValue: Int64(number) + 1), brand: account.brand, platform: "site", name: "a")
                    _ = try vault.keep(credential, of: other, now: now, in: tx)
                }
            }
            let rotation = try await vault.rotate()
            #expect(rotation.rewrapped == count)
            #expect(rotation.left == 0)
        }
    }

    /// Changes the wrapped key of an account's credential.
    private func damage(_ account: AccountProfile, _ office: Office) async throws {
        let id = account.id.rawValue
        try await office.database.write { tx in
            _ = try tx.run(
                Statement("UPDATE credential SET wrapped_key = $2 WHERE account_id = $1"), .integer(id),
                .blob([UInt8](repeating: 1, count: 60)))
        }
    }

    @Test("a damaged row keeps no rotation from making its key, and is named by the status")
    func damagedRow() async throws {
        try await with { office, vault, account, path in
            let other = try await office.account("shop").profile
            try await keep(credential("one"), account, vault, office)
            try await keep(credential("two"), other, vault, office)
            try await damage(other, office)
            for _ in 0..<2 {
                let before = try FileKeyStore(path: path).load().current
                let rotation = try await vault.rotate()
                #expect(rotation.isNewKey && rotation.current != before.id)
                #expect(rotation.rewrapped == 1)
                #expect(rotation.left == 1)
            }
            #expect(try await !vault.isRotating())
            #expect(try await vault.resume() == 0)
            let status = try await office.database.read { tx in try vault.examined(in: tx) }
            #expect(status.damaged == [other.id])
            #expect(status.locked.isEmpty)
            #expect(try await read(account, vault, office)?.credential == credential("one"))
        }
    }

    @Test("rotations side by side that give up the former keys leave the keys of every credential")
    func rotatesSideBySide() async throws {
        try await with { office, vault, account, path in
            let other = try await office.account("shop").profile
            try await keep(credential("one"), account, vault, office)
            try await keep(credential("two"), other, vault, office)
            for _ in 0..<10 {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<3 { group.addTask { _ = try await vault.rotate(forgetsFormer: true) } }
                    try await group.waitForAll()
                }
                #expect(try await read(account, vault, office)?.credential == credential("one"))
                #expect(try await read(other, vault, office)?.credential == credential("two"))
                let again = try Vault(database: office.database, store: FileKeyStore(path: path), clock: clock)
                #expect(try await read(account, again, office)?.credential == credential("one"))
            }
        }
    }

    @Test("a rotation gives up no key that came while it ran")
    func laterKeys() async throws {
        try await with { office, _, account, path in
            let database = InterruptedDatabase(office.database)
            let vault = try Vault(database: database, store: FileKeyStore(path: path), clock: clock)
            let now = clock.now
            try await database.write { [credential = credential("one")] tx in
                _ = try vault.keep(credential, of: account, now: now, in: tx)
            }
            let first = try FileKeyStore(path: path).load().current
            // Its two writes: the only slice, and the look for a next one. Then another rotation makes a key.
            let other = Mutex<VaultRotation?>(nil)
            database.after(2) {
                let rotation = try await vault.rotate()
                other.withLock { $0 = rotation }
            }
            let rotation = try await vault.rotate(forgetsFormer: true)
            let later = try #require(other.withLock { $0 })
            #expect(later.isNewKey && later.current != rotation.current)
            let ring = try FileKeyStore(path: path).load()
            #expect(ring.keys.map(\.id) == [later.current, rotation.current])
            #expect(rotation.forgotten == 1 && ring[first.id] == nil)
            #expect(try await read(account, vault, office)?.credential == credential("one"))
        }
    }

    @Test("a rotation that an earlier run had left is on record when it is finished")
    func resumeIsRecorded() async throws {
        try await with { office, vault, account, path in
            try await keep(credential("one"), account, vault, office)
            #expect(try await vault.resume() == 0)
            let former = try FileKeyStore(path: path).load().current
            try FileKeyStore(path: path).replace(with: KeyRing(.random(), former: [former]))
            let after = try Vault(database: office.database, store: FileKeyStore(path: path), clock: clock)
            #expect(!(try await office.verbs().contains("vault.rotated")))
            #expect(try await after.resume() == 1)
            #expect(try await office.verbs().count { $0 == "vault.rotated" } == 1)
        }
    }

    @Test("what was held for a key that is here by now is released at any later time; other holds stay")
    func liftsUnlocked() async throws {
        try await with { office, vault, account, path in
            let other = try await office.account("shop").profile
            try await keep(credential("one"), account, vault, office)
            try await keep(credential("two"), other, vault, office)
            let now = clock.now
            let ids = IDSource(clock: clock)
            let text = VaultFailure.missingKey("0123").message
            try await office.database.write { tx in
                for (who, why) in [(account, text), (other, "The platform does not accept the credential.")] {
                    _ = try AuthHold(who.id, of: who.brand).place(
                        why, id: ids.next(), by: .system(via: "keeper"), now: now, in: tx)
                }
            }
            let (lifted, again, left) = try await office.database.write { tx in
                let by = Principal.system(via: "vault")
                let lifted = try UnlockedHolds.lift(vault, by: by, now: now, in: tx)
                return (
                    lifted.count, try UnlockedHolds.lift(vault, by: by, now: now, in: tx).count,
                    try Holds.active(in: tx).map(\.scope)
                )
            }
            #expect(lifted == 1)
            #expect(again == 0)
            #expect(left == [.account(other.id)])
            // While the key is away the hold stays.
            try await office.database.write { tx in
                _ = try AuthHold(account.id, of: account.brand).place(
                    text, id: ids.next(), by: .system(via: "keeper"), now: now, in: tx)
            }
            let stranger = try Vault(
                database: office.database, store: FileKeyStore(path: path + ".other"), clock: clock)
            let none = try await office.database.write { tx in
                try UnlockedHolds.lift(stranger, by: .system(via: "vault"), now: now, in: tx)
            }
            #expect(none.isEmpty)
        }
    }
}
