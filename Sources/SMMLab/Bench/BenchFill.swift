import SMMAdapterKit
import SMMDatabase
import SMMDatabaseSQLite
package import SMMModel
import SMMPublishing
import SMMStore

/// Fills a daemon's database with due posts for the bench platform, through the same writer that serves a request.
package struct BenchFill: Sendable {
    /// How many posts.
    package var count: Int
    /// Over how many accounts, in turn.
    package var accounts: Int
    /// When the first is due.
    package var firstDue: Instant
    /// Microseconds between one due instant and the next; they are rounded down to milliseconds.
    package var spacing: Int64
    /// The number of the first text; texts with other numbers are other texts.
    package var firstText = 0
    /// How many posts share a transaction.
    package var chunk = 1000

    /// A fill.
    package init(count: Int, accounts: Int, firstDue: Instant, spacing: Int64) {
        self.count = count
        self.accounts = accounts
        self.firstDue = firstDue
        self.spacing = spacing
    }

    /// Writes them into the state folder of a daemon that does not run; gives posts per second.
    package func run(state: String, clock: any TimeSource) async throws -> Double {
        let database = try await SQLiteDatabase.open(
            SQLiteConfiguration(
                path: state + "/smmd.db", migrations: Schema.migrations, time: clock, makeGeneration: { "bench" }))
        let last = try await database.read { tx in
            try tx.first("SELECT MAX(id) FROM operation") { try $0.optionalInt64(0) }
        }
        let ids = IDSource(clock: clock, last: (last ?? nil) ?? 0)
        let targets = try await makeAccounts(in: database)
        let adapters = AdapterRegistry([BenchAdapter(url: "")])
        let store = OperationStore(ids: ids, settings: PublishingSettings(), slots: NoSlots())
        let writer = PostWriter(ids: ids, store: store, adapters: adapters, undoWindow: .zero)
        let taken = try await ContinuousClock().measure { try await fill(targets, writer, database, now: clock.now) }
        try await database.write { tx in try Facts.set(PublishEngine.aliveFact, "\(clock.now.milliseconds)", in: tx) }
        await database.close()
        return Double(count) / (taken / .seconds(1))
    }

    /// Prepares one transaction's posts while those before are written, as two clients' batches would be.
    private func fill(
        _ targets: [AccountProfile], _ writer: PostWriter, _ database: SQLiteDatabase, now: Instant
    ) async throws {
        var ready: [PreparedPost] = []
        for start in stride(from: 0, to: count, by: chunk) {
            let before = ready
            async let written: Void = write(before, writer, database, now: now)
            let next = try (start..<min(count, start + chunk)).map { try writer.prepare(post($0, to: targets)) }
            try await written
            ready = next
        }
        try await write(ready, writer, database, now: now)
    }

    private func post(_ index: Int, to targets: [AccountProfile]) -> NewPost {
        let target = targets[index % targets.count]
        let due = firstDue + .milliseconds(Int64(index) * spacing / 1000)
        return NewPost(
            brand: target.brand, content: PostContent(parts: [PostPart(text: BenchText.text(firstText + index))]),
            targets: [target], plan: .at(due, wall: "bench", zone: "UTC", fold: 0), lateWindow: .days(1))
    }

    private func write(
        _ posts: [PreparedPost], _ writer: PostWriter, _ database: SQLiteDatabase, now: Instant
    ) async throws {
        guard !posts.isEmpty else { return }
        let owner = Principal(kind: .user, name: "bench", uid: 0, via: "bench", everywhere: .admin)
        try await database.write { tx in
            for post in posts { _ = try writer.create(post, by: owner, now: now, in: tx) }
        }
    }

    private func makeAccounts(in database: SQLiteDatabase) async throws -> [AccountProfile] {
        let brand = BrandID(rawValue: 1)
        let profiles = (0..<accounts).map { number in
            AccountProfile(
                id: AccountID(rawValue: Int64(number) + 10), brand: brand, platform: "bench", name: "a\(number)")
        }
        try await database.write { tx in
            try tx.execute(
                """
                INSERT INTO brand (id, name, title, zone, language, created_at)
                VALUES (1, 'bench', 'Bench', 'UTC', 'en', 0) ON CONFLICT (id) DO NOTHING
                """)
            for account in profiles {
                try tx.execute(
                    """
                    INSERT INTO account (id, brand_id, platform, name, settings, created_at)
                    VALUES (\(account.id.rawValue), 1, 'bench', \(account.name), '{}', 0) ON CONFLICT (id) DO NOTHING
                    """)
            }
        }
        return profiles
    }
}
