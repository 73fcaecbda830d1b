import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMNotices
import SMMStore
import Testing

@Suite struct NoticeReaderTests {
    @Test("status sees how many are open for each brand, how many grave, and the newest")
    func summaries() async throws {
        try await Desk.with { desk in
            try await desk.raise("missed", 1)
            desk.clock.advance(by: .seconds(5))
            let newest = try await desk.raise("failed", 2, severity: "warning")
            let own = try await desk.raise("outage", 3, severity: "info", brand: .some(nil))
            let (summaries, everywhere, ofBrand, ofDaemon) = try await desk.database.read { tx in
                (
                    try NoticeReader.summaries(in: tx), try NoticeReader.openEverywhere(limit: 10, in: tx),
                    try NoticeReader.open(of: desk.brand, limit: 1, in: tx),
                    try NoticeReader.open(of: nil, limit: 9, in: tx)
                )
            }
            #expect(summaries.map(\.brand) == [nil, desk.brand])
            #expect(summaries.map(\.open) == [1, 2])
            #expect(summaries.map(\.critical) == [0, 1])
            #expect(summaries.last?.newestAt == desk.clock.now)
            #expect(everywhere.count == 3)
            #expect(ofBrand.map(\.id) == [newest])
            #expect(ofBrand.first?.brandName == "bakery")
            #expect(ofDaemon.map(\.id) == [own])
        }
    }

    @Test("a person closes a notice once, and the record says who")
    func close() async throws {
        try await Desk.with { desk in
            let id = try await desk.raise()
            let results = try await desk.database.write { tx in
                try (0..<2).map { _ in
                    try NoticeKeeper.close(id, by: Desk.person, role: .admin, now: desk.clock.now, in: tx)
                }
            }
            #expect(results == [true, false])
            let events = try await desk.database.read { tx in try EventLog.after(0, limit: 10, in: tx) }
            #expect(events.map(\.verb) == ["notice.closed"])
            #expect(events.first?.actor == "anna" && events.first?.subject == id.rawValue)
        }
    }

    @Test("tidying closes what only informed and forgets what was closed long ago")
    func tidy() async throws {
        try await Desk.with { desk in
            let notifier = desk.notifier(FakeChannel())
            let info = try await desk.raise("outage", 1, severity: "info")
            let open = try await desk.raise("missed", 2)
            await notifier.deliverDue()
            let clock = desk.clock
            clock.advance(by: .days(8))
            try await desk.database.write { tx in try NoticeKeeper.tidy(now: clock.now, in: tx) }
            let closed = try await desk.database.read { tx in try NoticeReader.notice(info, in: tx) }
            #expect(closed?.closedAt == clock.now)
            clock.advance(by: .days(91))
            try await desk.database.write { tx in try NoticeKeeper.tidy(now: clock.now, in: tx) }
            let (gone, kept) = try await desk.database.read { tx in
                (try NoticeReader.notice(info, in: tx), try NoticeReader.notice(open, in: tx))
            }
            #expect(gone == nil)
            #expect(kept?.closedAt == nil)
            #expect(try await desk.deliveries(info) == [])
        }
    }

    @Test("every statement is registered and compiles")
    func registry() async throws {
        try await Desk.with { desk in
            let registry = StatementRegistry(
                migrations: Schema.migrations,
                catalogs: [NoticeDeliveryStatements.self, NoticeStatements.self, EventStatements.self])
            let problems = try await desk.database.problems(in: registry)
            #expect(problems == [])
            let before = desk.statements.all
            let notifier = desk.notifier(FakeChannel())
            let id = try await desk.raise()
            await notifier.deliverDue()
            try await desk.database.write { tx in
                _ = try NoticeKeeper.close(id, by: Desk.person, role: nil, now: desk.clock.now, in: tx)
                try NoticeKeeper.tidy(now: desk.clock.now, in: tx)
            }
            let seen = desk.statements.all.subtracting(before)
            #expect(seen.count >= 8)
            #expect(registry.unregistered(among: seen) == [])
        }
    }
}
