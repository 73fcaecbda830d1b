import Logging
import SMMAdapterKit
import SMMAdapterTestKit
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMPublishing
import SMMStore
import SMMTestSupport
import Testing

/// A whole publish machine on a temporary database and a fake network, driven by a clock of the test.
struct House: Sendable {
    let clock: FakeClock
    let network: FakeNetworkHost
    let rules: FakeRules
    let database: SQLiteDatabase
    let brand: BrandID
    let accounts: [AccountProfile]
    let ids: IDSource
    var settings: PublishingSettings
    var slots = HourlySlots()
    var adapter: (any PlatformAdapter)?
    var credentials: any CredentialSource = NoCredentials()
    /// The disk, where a test fills it.
    var disk: FakeDisk?
    /// Told when the dispatcher comes to rest and when it is over.
    let changes = Changes()

    static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    static let owner = Principal(kind: .user, name: "anna", uid: 1000, via: "socket", everywhere: .admin)

    /// Opens a house with `count` accounts in `folder`, which belong to the brands in turn.
    static func open(
        _ rules: FakeRules, in folder: String, brands brandCount: Int = 1, accounts count: Int = 1,
        servers: [String] = [],
        script: FakeScript = FakeScript()
    ) async throws -> House {
        let clock = FakeClock()
        let database = try await SQLiteDatabase.open(
            SQLiteConfiguration(
                path: folder + "/smm.db", migrations: Schema.migrations, time: clock, makeGeneration: { "gen1" }))
        let ids = IDSource(clock: clock)
        let brands: [BrandID] = (0..<brandCount).map { _ in ids.next() }
        let platform = FakeNetworkAdapter(rules).describe().platform
        let accounts = (0..<count).map { number in
            AccountProfile(
                id: ids.next(), brand: brands[number % brandCount], platform: platform, name: "main\(number)",
                settings: number < servers.count ? ["server": servers[number]] : [:])
        }
        try await database.write { tx in
            for (number, brand) in brands.enumerated() {
                try tx.execute(
                    """
                    INSERT INTO brand (id, name, title, zone, language, created_at)
                    VALUES (\(brand.rawValue), \(number == 0 ? "bakery" : "bakery\(number)"), 'Bakery', 'UTC', 'en', 0)
                    """)
            }
            for account in accounts {
                try tx.execute(
                    """
                    INSERT INTO account (id, brand_id, platform, name, settings, created_at)
                    VALUES (\(account.id.rawValue), \(account.brand.rawValue), \(account.platform), \(account.name),
                      \(try JSONText.encode(account.settings)), 0)
                    """)
            }
        }
        var settings = PublishingSettings()
        settings.fuse.perHour = 0
        settings.fuse.perDay = 0
        settings.fuse.burst = 0
        settings.fuse.minimumGap = .zero
        return House(
            clock: clock, network: FakeNetworkHost(rules, script: script, clock: clock), rules: rules,
            database: database, brand: brands[0], accounts: accounts, ids: ids, settings: settings)
    }

    /// A new daemon on this house; it lives until its `life` ends or `body` returns.
    func withDaemon<T: Sendable>(
        life: Life = Life(), observing other: (any KillPointObserver)? = nil,
        _ body: @Sendable (PublishEngine) async throws -> T
    ) async throws -> T {
        let engine = PublishEngine(
            EngineParts(
                database: DyingDatabase(disk.map { FullDatabase(database, disk: $0) } ?? database, life: life),
                origin: "gen1", settings: settings,
                undoWindow: .seconds(15), adapters: AdapterRegistry([adapter ?? FakeNetworkAdapter(rules)]),
                slots: slots, transport: DyingTransport(real: FakeTransport(network), life: life),
                credentials: credentials, media: MemoryMedia(), clock: clock, ids: ids, random: { 0.5 },
                hooks: DispatcherHooks(
                    hasRoom: { [disk] in disk?.hasRoom ?? true }, outOfRoom: { [disk] in disk?.spend() },
                    resting: { [changes] in changes.tell() },
                    observer: other.map { Both(first: life, second: $0) } ?? life),
                logger: Self.logger))
        _ = try await engine.start { _, _ in "22:10–07:40" }
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { changes.tell() }
                do { try await engine.dispatcher.run() } catch { if !life.isOver { throw error } }
            }
            let result = try await body(engine)
            await engine.dispatcher.stop()
            try await group.waitForAll()
            #expect(try await mismarked() == [], "unsettled_at does not fit these states")
            return result
        }
    }

    /// The states of operations whose mark of being unsettled does not fit; no start would find them.
    private func mismarked() async throws -> [String] {
        let marked = try await database.read { tx in
            try tx.query("SELECT DISTINCT state, unsettled_at IS NOT NULL FROM operation") {
                (try $0.text(0), try $0.bool(1))
            }
        }
        return marked.filter { OperationState(rawValue: $0.0)?.isUnsettled != $0.1 }.map(\.0)
    }

    /// Makes a post for now on the first account.
    @discardableResult
    func post(
        _ texts: String..., by engine: PublishEngine, to account: Int = 0, plan: PostPlan = .now,
        allowRepeat: Bool = false, lateWindow: Milliseconds? = nil, expires: Instant? = nil
    ) async throws -> PostID {
        try await make(
            texts, by: engine, to: [accounts[account]], plan: plan, allowRepeat: allowRepeat, lateWindow: lateWindow,
            expires: expires)
    }

    /// The same for several accounts of one brand.
    func post(_ texts: String..., by engine: PublishEngine, to targets: [AccountProfile]) async throws -> PostID {
        try await make(texts, by: engine, to: targets)
    }

    private func make(
        _ texts: [String], by engine: PublishEngine, to targets: [AccountProfile], plan: PostPlan = .now,
        allowRepeat: Bool = false, lateWindow: Milliseconds? = nil, expires: Instant? = nil
    ) async throws -> PostID {
        let new = NewPost(
            brand: targets[0].brand, content: PostContent(parts: texts.map { PostPart(text: $0) }),
            targets: targets,
            plan: plan, expires: expires, lateWindow: lateWindow, allowRepeat: allowRepeat)
        return try await change(engine) { try $0.create(new, by: Self.owner, now: $1, in: $2).change }.post
    }

    /// Does what a person does to a post, and tells the machine.
    @discardableResult
    func change(
        _ engine: PublishEngine,
        _ body: @escaping @Sendable (PostWriter, _ now: Instant, any WriteTransaction) throws -> PostChange
    ) async throws -> PostChange {
        let (writer, now) = (engine.writer, clock.now)
        let change = try await database.write { tx in try body(writer, now, tx) }
        await engine.committed(change)
        return change
    }

    /// Moves the clock from wake to wake until nothing is left to do by itself, or the daemon died, or `until`.
    func settle(_ engine: PublishEngine, life: Life? = nil, until: Instant? = nil) async throws {
        for _ in 0..<2000 {
            await engine.dispatcher.due()
            try await quiet(engine, life: life)
            if life?.isOver == true { return }
            let now = clock.now
            let next = try await database.read { tx in
                try tx.first("SELECT MIN(wake_at) FROM operation WHERE wake_at > \(now)") { try $0.optionalInstant(0) }
            }
            guard let next = next ?? nil else { return }
            if let until, next > until {
                clock.jump(to: until)
                return
            }
            clock.advance(by: next - now)
        }
        Issue.record("the machine never came to rest")
    }

    /// Waits until the dispatcher has nothing in hand.
    func quiet(_ engine: PublishEngine, life: Life? = nil) async throws {
        try await changes.first {
            if life?.isOver == true { return true }
            return await engine.dispatcher.isQuiet
        }
    }

    /// The times between what went out to an account and what went out before it.
    func gaps(of account: Int = 0) -> [Milliseconds] {
        let times = network.posts(of: accounts[account].id.description).map(\.createdAt)
        return zip(times, times.dropFirst()).map { $1 - $0 }
    }

    /// The notices that were raised, in order.
    func notices() async throws -> [(brand: BrandID, kind: String, subject: String, command: String?)] {
        try await database.read { tx in
            try tx.query("SELECT brand_id, kind, subject, command FROM notice ORDER BY id") {
                (BrandID(rawValue: try $0.int64(0)), try $0.text(1), try $0.text(2), try $0.optionalText(3))
            }
        }
    }

    /// The states of a post's operations, in order.
    func states(of post: PostID) async throws -> [OperationState] {
        try await database.read { tx in
            try tx.query("SELECT state FROM operation WHERE post_id = \(post.rawValue) ORDER BY id") { row in
                OperationState(rawValue: try row.text(0)) ?? .draft
            }
        }
    }
}
