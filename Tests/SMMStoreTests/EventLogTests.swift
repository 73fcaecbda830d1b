import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMStore
import SMMTestSupport
import Testing

@Suite("The event chain")
struct EventLogTests {
    @Test("sequences are contiguous and every hash covers the row before")
    func chain() async throws {
        try await withStore { database in
            try await append(3, to: database)
            let rows = try await database.read { tx in try EventLog.after(0, limit: 10, in: tx) }
            #expect(rows.map(\.sequence) == [1, 2, 3])
            #expect(try await database.read { tx in try EventLog.firstBrokenLink(in: tx) } == nil)
        }
    }

    @Test("a changed row, a removed row and a changed hash all show")
    func tampering() async throws {
        for change in ["UPDATE event SET verb = 'x' WHERE seq = 2", "DELETE FROM event WHERE seq = 2"] as [SQL] {
            try await withStore { database in
                try await append(3, to: database)
                try await database.write { tx in _ = try tx.execute(change) }
                #expect(try await database.read { tx in try EventLog.firstBrokenLink(in: tx) } == 2)
            }
        }
    }

    @Test("a hash is what it was when the first was stored: computed apart, with Python's hashlib")
    func frozen() async throws {
        try await withStore { database in
            let ann = Principal(kind: .user, name: "ann", uid: 1000, via: "cli")
            let first = EventDraft(
                at: Instant(milliseconds: 1), brand: BrandID(rawValue: 7), principal: ann, role: .author,
                verb: "post.created", subjectKind: "post", subject: 9, post: PostID(rawValue: 9), after: "",
                detail: "Grüße")
            let second = EventDraft(
                at: Instant(milliseconds: 1), brand: nil, principal: ann, verb: "x", subjectKind: "y", subject: -1,
                account: AccountID(rawValue: 3), before: "a", after: "b", retention: "routine")
            try await database.write { tx in
                try EventLog.append(first, in: tx)
                try EventLog.append(second, in: tx)
            }
            let rows = try await database.read { tx in try EventLog.after(0, limit: 10, in: tx) }
            #expect(
                rows.map { Hex.text($0.hash) } == [
                    "524573d0a83caca8d7c78bf92a3a995c80fb05d110a3d211bd4a3208643d7354",
                    "a3f26ffcc74a0b5676b9e7ac9c91381845c0e91aa0fb82cb0169b27bb63c25be",
                ])
        }
    }

    @Test("an event of a transaction that failed leaves no gap")
    func noGap() async throws {
        struct Stop: Error {}
        try await withStore { database in
            try await append(1, to: database)
            await #expect(throws: Stop.self) {
                try await database.write { tx in
                    try EventLog.append(Self.draft, in: tx)
                    throw Stop()
                }
            }
            try await append(1, to: database)
            #expect(try await database.read { tx in try EventLog.lastSequence(in: tx) } == 2)
            #expect(try await database.read { tx in try EventLog.firstBrokenLink(in: tx) } == nil)
        }
    }

    @Test("an idempotency key replays the answer, and refuses another body")
    func idempotency() async throws {
        try await withStore { database in
            let now = Instant(milliseconds: 1_795_428_000_000)
            try await database.write { tx in
                try IdempotencyKeys.store(
                    StoredAnswer(status: 201, body: "{}"), actor: "anna", route: "createPost", key: "k", bodyHash: [1],
                    now: now, in: tx)
            }
            try await database.read { tx in
                func replay(_ hash: [UInt8], _ at: Instant) throws -> StoredAnswer? {
                    try IdempotencyKeys.replay(
                        actor: "anna", route: "createPost", key: "k", bodyHash: hash, now: at, in: tx)
                }
                let same = try replay([1], now)
                #expect(same?.status == 201)
                #expect(throws: Problem.self) { try replay([2], now) }
                let later = try replay([2], now + IdempotencyKeys.lifetime + .seconds(1))
                #expect(later == nil)
            }
        }
    }

    private static let draft = EventDraft(
        at: Instant(milliseconds: 1), brand: BrandID(rawValue: 7), principal: .system(via: "test"),
        verb: "post.created",
        subjectKind: "post", subject: 9)

    private func append(_ count: Int, to database: SQLiteDatabase) async throws {
        try await database.write { tx in
            for _ in 0..<count { try EventLog.append(Self.draft, in: tx) }
        }
    }

    private func withStore(_ body: @Sendable (SQLiteDatabase) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let database = try await SQLiteDatabase.open(
                SQLiteConfiguration(
                    path: folder + "/smm.db", migrations: Schema.migrations, time: FixedTime(),
                    makeGeneration: { "gen1" }))
            try await body(database)
            await database.close()
        }
    }
}

struct FixedTime: TimeSource {
    let now = Instant(milliseconds: 1_795_428_000_000)
    let monotonic = Milliseconds.zero
}
