import Logging
import SMMAdapterKit
import SMMDatabase
package import SMMDatabaseSQLite
package import SMMModel
package import SMMPublishing
import SMMStore
import SMMTransport

/// A publish machine on a database of its own, for measuring: every guard on, limits raised by settings.
package struct BenchHouse: Sendable {
    /// The database.
    package let database: SQLiteDatabase
    /// The machine.
    package let engine: PublishEngine
    /// The accounts.
    package let accounts: [AccountProfile]
    /// The brand.
    package let brand: BrandID
    private let clock: any TimeSource
    private let transport: NetworkTransport

    /// Opens one in `folder` with `count` accounts that post to `url`.
    package static func open(
        folder: String, url: String, accounts count: Int, concurrency: Int, clock: any TimeSource,
        alarm: @escaping @Sendable ([Instant]) -> Void = { _ in }
    ) async throws -> BenchHouse {
        let database = try await SQLiteDatabase.open(
            SQLiteConfiguration(
                path: folder + "/bench.db", migrations: Schema.migrations, time: clock, makeGeneration: { "bench" }))
        let last = try await database.read { tx in
            try tx.first("SELECT MAX(id) FROM operation") { try $0.optionalInt64(0) }
        }
        let ids = IDSource(clock: clock, last: (last ?? nil) ?? 0)
        let brand = BrandID(rawValue: 1)
        let accounts = (0..<count).map { number in
            AccountProfile(
                id: AccountID(rawValue: Int64(number) + 10), brand: brand, platform: "bench", name: "a\(number)")
        }
        try await database.write { tx in
            try tx.execute(
                """
                INSERT INTO brand (id, name, title, zone, language, created_at)
                VALUES (1, 'bench', 'Bench', 'UTC', 'en', 0) ON CONFLICT (id) DO NOTHING
                """)
            for account in accounts {
                try tx.execute(
                    """
                    INSERT INTO account (id, brand_id, platform, name, settings, created_at)
                    VALUES (\(account.id.rawValue), 1, 'bench', \(account.name), '{}', 0) ON CONFLICT (id) DO NOTHING
                    """)
            }
        }
        var configuration = TransportConfiguration()
        configuration.connectionsPerHost = concurrency
        let transport = NetworkTransport(configuration)
        let engine = PublishEngine(
            EngineParts(
                database: database, generation: "bench", settings: settings(concurrency), undoWindow: .zero,
                adapters: AdapterRegistry([BenchAdapter(url: url)]), slots: NoSlots(), transport: transport,
                media: NoMedia(), clock: clock, ids: ids, random: { 0.5 }, hooks: DispatcherHooks(alarm: alarm),
                logger: Logger(label: "bench")))
        return BenchHouse(
            database: database, engine: engine, accounts: accounts, brand: brand, clock: clock, transport: transport)
    }

    /// Every guard stays on; only its limits are raised, as a configuration would.
    private static func settings(_ concurrency: Int) -> PublishingSettings {
        var settings = PublishingSettings()
        settings.inFlight = concurrency
        settings.batch = 512
        settings.fuse.perHour = 1_000_000
        settings.fuse.perDay = 1_000_000
        settings.fuse.burst = 1_000_000
        settings.fuse.minimumGap = .zero
        settings.outage = .days(3650)
        return settings
    }

    /// Makes `count` posts, one transaction a `chunk`, round the accounts, due by `due`.
    package func enqueue(count: Int, chunk: Int = 1000, due: @escaping @Sendable (Int) -> Instant) async throws {
        let owner = Principal(kind: .user, name: "bench", uid: 0, via: "bench", everywhere: .admin)
        let writer = engine.writer
        let accounts = self.accounts
        let brand = self.brand
        let now = clock.now
        for start in stride(from: 0, to: count, by: chunk) {
            try await database.write { tx in
                for index in start..<min(count, start + chunk) {
                    let at = due(index)
                    _ = try writer.create(
                        NewPost(
                            brand: brand, content: PostContent(parts: [PostPart(text: BenchText.text(index))]),
                            targets: [accounts[index % accounts.count]],
                            plan: .at(at, wall: "bench", zone: "UTC", fold: 0), lateWindow: .days(1)),
                        by: owner, now: now, in: tx)
                }
            }
        }
    }

    /// How many operations are published.
    package func published() async throws -> Int {
        try await database.read { tx in
            try tx.first("SELECT COUNT(*) FROM operation WHERE state = 'published'") { try $0.int(0) } ?? 0
        }
    }

    /// Lets go of the network and the database.
    package func close() async throws {
        try await transport.shutdown()
        await database.close()
    }
}
