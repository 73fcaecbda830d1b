import Logging
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMNotices
import SMMStore
import SMMTestSupport
import Synchronization

/// A database with one brand, and notifiers on it.
struct Desk: Sendable {
    let database: SQLiteDatabase
    let clock: TestClock
    let ids: IDSource
    let brand: BrandID
    let alarms = Alarms()
    let statements: SeenStatements

    /// Keeps the instants a notifier asked for.
    final class Alarms: Sendable {
        private let state = Mutex<[Instant]>([])
        var all: [Instant] { state.withLock { $0 } }
        func add(_ instants: [Instant]) { state.withLock { $0 += instants } }
    }

    /// Keeps the texts of the statements that ran.
    final class SeenStatements: Sendable {
        private let state = Mutex<Set<String>>([])
        var all: Set<String> { state.withLock { $0 } }
        func add(_ text: String) { state.withLock { _ = $0.insert(text) } }
    }

    static let person = Principal(kind: .user, name: "anna", uid: 1000, via: "socket", everywhere: .admin)
    static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    static func open(in folder: String) async throws -> Desk {
        let clock = TestClock()
        let statements = SeenStatements()
        var configuration = SQLiteConfiguration(
            path: folder + "/smm.db", migrations: Schema.migrations, time: clock, makeGeneration: { "gen1" })
        configuration.observer = { statements.add($0) }
        let database = try await SQLiteDatabase.open(configuration)
        let last = try await database.read { tx in
            try tx.first("SELECT MAX(id) FROM notice") { try $0.optionalInt64(0) }
        }
        let ids = IDSource(clock: clock, last: (last ?? nil) ?? 0)
        let brand = BrandID(rawValue: 7)
        try await database.write { tx in
            try tx.execute(
                """
                INSERT INTO brand (id, name, title, zone, language, created_at)
                VALUES (\(brand.rawValue), 'bakery', 'Bakery', 'UTC', 'en', 0) ON CONFLICT (id) DO NOTHING
                """)
        }
        return Desk(database: database, clock: clock, ids: ids, brand: brand, statements: statements)
    }

    /// Runs `body` on a new desk in a folder of its own.
    static func with(_ body: (Desk) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let desk = try await open(in: folder)
            try await body(desk)
            await desk.database.close()
        }
    }

    func notifier(
        _ channels: any NoticeChannel..., settings: NoticeSettings = NoticeSettings(host: "web1"),
        logger: Logger = Desk.silent
    ) -> Notifier {
        let alarms = self.alarms
        return Notifier(
            database: database, channels: channels, settings: settings, clock: clock, ids: ids, logger: logger,
            alarm: { alarms.add($0) })
    }

    /// Raises a notice; its number makes it unlike the others.
    @discardableResult
    func raise(
        _ kind: String = "missed", _ number: Int = 1, severity: String = "critical", brand: BrandID?? = nil,
        subject: String = "A post missed its time"
    ) async throws -> NoticeID {
        let id: NoticeID = ids.next()
        let now = clock.now
        let draft = NoticeDraft(
            brand: brand ?? self.brand, kind: kind, dedupe: "\(kind):\(number)", severity: severity, subject: subject,
            body: "It was due and is now too late for its window.",
            command: "smmctl post retry pst_\(number) | smmctl post cancel pst_\(number)", post: PostID(rawValue: 40))
        try await database.write { tx in _ = try Notices.raise(draft, id: id, now: now, in: tx) }
        return id
    }

    func deliveries(_ id: NoticeID) async throws -> [NoticeDelivery] {
        try await database.read { tx in try NoticeReader.deliveries(of: id, in: tx) }
    }
}
