import SMMAccounts
import SMMAdapterKit
import SMMDatabase
import SMMDatabaseSQLite
package import SMMModel
import SMMStore

/// Measures the vault: how long it takes to seal credentials, and to wrap all of them under another key.
package struct VaultBench: Codable, Sendable {
    /// How many credentials.
    package let credentials: Int
    /// Seconds for one rotation.
    package let rotation: Double
    /// How many were wrapped anew.
    package let rewrapped: Int

    /// Runs it in `folder`, which must be empty.
    ///
    /// - Throws: what the database or the vault throws.
    package static func run(_ count: Int, folder: String, clock: any TimeSource) async throws -> VaultBench {
        let database = try await SQLiteDatabase.open(
            SQLiteConfiguration(
                path: folder + "/smmd.db", migrations: Schema.migrations, time: clock, makeGeneration: { "bench" }))
        let vault = try Vault(database: database, store: FileKeyStore(path: folder + "/vault.key"), clock: clock)
        let now = clock.now
        let credential = Credential(
            kind: "bench",
            secrets: ["access": Secret("a-token-of-some-length-0123456789"), "refresh": Secret("another")],
            issuedAt: now)
        for start in stride(from: 0, to: count, by: 1000) {
            try await database.write { tx in
                for number in start..<min(start + 1000, count) {
                    let account = AccountProfile(
                        id: AccountID(rawValue: Int64(number) + 1), brand: BrandID(rawValue: 1), platform: "bench",
                        name: "a")
                    _ = try vault.keep(credential, of: account, now: now, in: tx)
                }
            }
        }
        let begin = clock.monotonic
        let rotation = try await vault.rotate()
        let span = clock.monotonic - begin
        await database.close()
        return VaultBench(
            credentials: count, rotation: Double(span.count) / 1000, rewrapped: rotation.rewrapped)
    }
}
