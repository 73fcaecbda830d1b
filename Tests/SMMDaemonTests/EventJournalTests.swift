import Logging
import SMMControl
import SMMDaemon
import SMMDatabaseSQLite
import SMMModel
import SMMPublishing
import SMMStore
import SMMSystemd
import SMMTestSupport
import Synchronization
import Testing

@Suite("The log as a view of the record")
struct EventJournalTests {
    /// Keeps the sequences it is given.
    private final class Sequences: LogSink {
        private let kept = Mutex<[String]>([])
        var all: [String] { kept.withLock { $0 } }

        func write(_ record: LogRecord) {
            let sequence = record.fields.first { $0.key == "event.id" }?.value
            kept.withLock { $0.append(sequence ?? record.message) }
        }
    }

    private struct FixedTime: TimeSource {
        let now = Instant(milliseconds: 1_795_428_000_000)
        let monotonic = Milliseconds.zero
    }

    @Test("a burst longer than the log's memory loses nothing and keeps its order")
    func burst() async throws {
        try await withDatabase { database in
            let (journal, sink) = journal(of: database, memory: 300)
            try await journal.open()
            try await append(1000, to: database)
            await journal.writeNew()
            #expect(sink.all == (1...1000).map { "\($0)" })
        }
    }

    @Test("after an orderly end the next run goes on where the log ended")
    func orderly() async throws {
        try await withDatabase { database in
            let (first, _) = journal(of: database)
            try await first.open()
            try await append(3, to: database)
            await first.writeNew()
            try await first.note()
            try await append(2, to: database)
            let (second, sink) = journal(of: database)
            try await second.open()
            await second.writeNew()
            #expect(sink.all == ["4", "5"])
        }
    }

    @Test("after a crash what was committed and perhaps not written comes, at the worst twice")
    func crash() async throws {
        try await withDatabase { database in
            let (first, _) = journal(of: database)
            try await first.open()
            try await append(3, to: database)
            await first.writeNew()
            let (second, sink) = journal(of: database)
            try await second.open()
            await second.writeNew()
            #expect(sink.all == ["1", "2", "3"])
        }
    }

    @Test("a database with a past and no note of the log starts at its end")
    func past() async throws {
        try await withDatabase { database in
            try await append(3, to: database)
            let (journal, sink) = journal(of: database)
            try await journal.open()
            try await append(1, to: database)
            await journal.writeNew()
            #expect(sink.all == ["4"])
        }
    }

    @Test("what was committed is taken from memory while it is there, and from the database where it is not")
    func tail() async throws {
        try await withTemporaryFolder { folder in
            let tail = EventTail(limit: 8)
            var configuration = Self.configuration(folder)
            configuration.onCommit = { tail.add($0) }
            let database = try await SQLiteDatabase.open(configuration)
            let (journal, sink) = journal(of: database, tail: tail)
            try await journal.open()
            try await append(3, to: database)
            #expect(tail.events(after: 0, limit: 9)?.map(\.sequence) == [1, 2, 3])
            await journal.writeNew()
            #expect(tail.events(after: 3, limit: 9)?.isEmpty == true, "the journal took them")
            // A burst is more than the memory holds.
            try await append(20, to: database)
            #expect(tail.events(after: 3, limit: 9) == nil)
            await journal.writeNew()
            try await append(1, to: database)
            await journal.writeNew()
            #expect(sink.all == (1...24).map { "\($0)" })
            await database.close()
        }
    }

    private func journal(
        of database: SQLiteDatabase, tail: EventTail = EventTail(), memory: Int = 65_536
    ) -> (EventJournal, Sequences) {
        let sink = Sequences()
        let pipeline = LogPipeline(sink: sink, limits: .init(records: memory), now: { 0 }, neutralise: { $0 })
        let journal = EventJournal(
            database: database, tail: tail, directory: AccountDirectory(), signal: CommitSignal(),
            logger: Logger(label: "test") { pipeline.handler(label: $0) }, flushed: { await pipeline.flushed() })
        return (journal, sink)
    }

    private func append(_ count: Int, to database: SQLiteDatabase) async throws {
        let draft = EventDraft(
            at: Instant(milliseconds: 1), brand: BrandID(rawValue: 7), principal: .system(via: "test"),
            verb: "post.created", subjectKind: "post", subject: 9)
        try await database.write { tx in
            for _ in 0..<count { try EventLog.append(draft, in: tx) }
        }
    }

    private func withDatabase(_ body: (SQLiteDatabase) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let database = try await SQLiteDatabase.open(Self.configuration(folder))
            try await body(database)
            await database.close()
        }
    }

    private static func configuration(_ folder: String) -> SQLiteConfiguration {
        SQLiteConfiguration(
            path: folder + "/smmd.db", migrations: Schema.migrations, time: FixedTime(), makeGeneration: { "gen1" })
    }
}
