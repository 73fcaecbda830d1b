import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMPlanning
import SMMStore
import SMMTestSupport
import SMMTime
import Testing

@Suite("Weekly slots")
struct SlotTests {
    private static let berlin = TimeZoneDirectory()

    @Test("instants follow the wall clock through both clock changes")
    func clockChanges() throws {
        let zone = try Self.berlin.zone(named: "Europe/Berlin")
        let calendar = SlotCalendar(slots: [try #require(WeeklySlot(weekday: .sunday, minute: 150))], zone: zone)
        let spring = try #require(ISO8601.instant("2027-03-27T12:00:00Z"))
        #expect(calendar.instants(after: spring, count: 1).map { ISO8601.format($0) } == ["2027-03-28T01:00:00Z"])
        let autumn = try #require(ISO8601.instant("2026-10-24T12:00:00Z"))
        let found = calendar.instants(after: autumn, count: 2).map { ISO8601.format($0) }
        #expect(found == ["2026-10-25T00:30:00Z", "2026-11-01T01:30:00Z"])
    }

    @Test("a taken slot is passed over, and an account without slots has none")
    func nextFree() async throws {
        try await withTemporaryFolder { folder in
            let ids = IDSource(clock: Noon())
            let database = try await SQLiteDatabase.open(
                SQLiteConfiguration(
                    path: folder + "/smm.db", migrations: Schema.migrations, time: Noon(), makeGeneration: { "gen1" }))
            let service = SlotService(zones: Self.berlin, ids: ids)
            let account = AccountID(rawValue: 2)
            try await database.write { tx in
                try tx.execute(
                    """
                    INSERT INTO brand (id, name, title, zone, language, created_at)
                    VALUES (1, 'b', 'B', 'Europe/Berlin', 'de', 0)
                    """)
                try tx.execute(
                    """
                    INSERT INTO account (id, brand_id, platform, name, settings, created_at)
                    VALUES (2, 1, 'site', 'a', '{}', 0)
                    """)
                #expect(try service.nextFreeSlot(of: account, after: Noon().now, in: tx) == nil)
                try service.set(
                    Weekday.allCases.compactMap { WeeklySlot(weekday: $0, minute: 570) }, of: account,
                    by: .system(via: "test"), now: Noon().now,
                    in: tx)
                let first = try #require(try service.nextFreeSlot(of: account, after: Noon().now, in: tx))
                #expect(ISO8601.format(first) == "2026-11-24T08:30:00Z")
                try tx.execute(
                    """
                    INSERT INTO delivery (id, post_id, brand_id, account_id, schedule_kind, due_at, created_at)
                    VALUES (5, 6, 1, 2, 'slot', \(first), 0)
                    """)
                try tx.execute(
                    """
                    INSERT INTO operation (id, delivery_id, post_id, brand_id, account_id, revision_id, kind, part, parts,
                      state, attempts, crashes, epoch, key_round, absents, cancel_requested, created_at, updated_at)
                    VALUES (7, 5, 6, 1, 2, 8, 'publish', 0, 1, 'scheduled', 0, 0, 0, 0, 0, 0, 0, 0)
                    """)
                let second = try #require(try service.nextFreeSlot(of: account, after: Noon().now, in: tx))
                #expect(ISO8601.format(second) == "2026-11-25T08:30:00Z")
            }
            await database.close()
        }
    }
}

struct Noon: TimeSource {
    let now = Instant(milliseconds: 1_795_428_000_000)  // 2026-11-23T10:00:00Z
    let monotonic = Milliseconds.zero
}
