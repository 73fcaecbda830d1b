import SMMAccounts
import SMMAdapterKit
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMTestSupport
import Testing

@Suite("A rotation of the vault that is cut short")
struct VaultRotationTests {
    private struct Cut: Error {}
    private struct Wrap: Sendable, Equatable {
        var key: String
        var bytes: [UInt8]
    }

    /// Two slices and a part of a third.
    private static let count = 1200
    private static let slice = 500
    private let clock = FixedClock()

    private func account(_ number: Int, _ office: Office) -> AccountProfile {
        AccountProfile(id: AccountID(rawValue: Int64(number) + 1), brand: office.acme, platform: "site", name: "a")
    }

    private func credential(_ number: Int) -> Credential {
        Credential(kind: "token", secrets: ["access": Secret("token \(number)")], issuedAt: clock.now)
    }

    private func fill(_ vault: Vault, _ office: Office) async throws {
        let now = clock.now
        try await office.database.write { tx in
            for number in 0..<Self.count {
                _ = try vault.keep(credential(number), of: account(number, office), now: now, in: tx)
            }
        }
    }

    /// How many give the secret that was kept.
    private func opened(_ vault: Vault, _ office: Office) async throws -> Int {
        try await office.database.read { tx in
            try (0..<Self.count).count { number in
                try vault.credential(of: account(number, office), in: tx)?.credential == credential(number)
            }
        }
    }

    private func wraps(_ office: Office) async throws -> [Wrap] {
        try await office.database.read { tx in
            try tx.query("SELECT key_id, wrapped_key FROM credential ORDER BY account_id") {
                Wrap(key: try $0.text(0), bytes: try $0.blob(1))
            }
        }
    }

    @Test(
        "after any of its steps all opens, the next run wraps what is left and nothing twice, and the former key can go",
        arguments: 1...4)
    func cut(after writes: Int) async throws {
        try await withTemporaryFolder { folder in
            try await Office.open { office in
                let file = FileKeyStore(path: folder + "/vault.key")
                let database = InterruptedDatabase(office.database)
                let vault = try Vault(database: database, store: file, clock: clock)
                try await fill(vault, office)
                let former = try file.load().current.id
                // After each slice, and after the look that finds none; before the former keys are given up.
                database.after(writes) { throw Cut() }
                await #expect(throws: Cut.self) { try await vault.rotate(forgetsFormer: true) }
                // That process is gone: the database and the file of keys are what is left.
                let keys = try file.load().keys.map(\.id)
                let done = min(writes * Self.slice, Self.count)
                let half = try await wraps(office)
                #expect(keys.count == 2 && keys.last == former)
                #expect(half.map(\.key) == (0..<Self.count).map { keys[$0 < done ? 0 : 1] })
                let next = try Vault(database: office.database, store: file, clock: clock)
                #expect(try await opened(next, office) == Self.count)
                #expect(try await next.isRotating() == (done < Self.count))
                #expect(try await next.resume() == Self.count - done)
                let after = try file.load().keys.map(\.id)
                #expect(after == keys, "without another key")
                let whole = try await wraps(office)
                #expect(whole.allSatisfy { $0.key == keys[0] })
                // The nonce of each wrapping is its own, so that a second one would show.
                #expect(whole.prefix(done) == half.prefix(done))
                #expect(try await next.rotate(forgetsFormer: true).isNewKey)
                let left = try file.load().keys
                #expect(left.count == 1)
                let last = try Vault(database: office.database, store: file, clock: clock)
                #expect(try await opened(last, office) == Self.count)
            }
        }
    }
}
