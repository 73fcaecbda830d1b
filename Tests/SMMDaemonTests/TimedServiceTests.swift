import Logging
import SMMControl
import SMMDaemon
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMPublishing
import SMMStore
import Synchronization
import Testing

@Suite("What the daemon does from time to time", .timeLimit(.minutes(10)))
struct TimedServiceTests {
    @Test("once a minute the daemon notes that it is alive")
    func heartbeat() async throws {
        let clock = SetClock()
        let pauses = Pauses(3) { clock.now = clock.now + $0 }
        try await CoreHouse.run(clock: clock, pause: pauses.pause) { house in
            let start = clock.now
            let journal = EventJournal(
                database: house.core.database, tail: EventTail(), directory: house.core.engine.directory,
                signal: CommitSignal(),
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, flushed: {})
            try await HeartbeatService(core: house.core, journal: journal).run()
            #expect(pauses.asked == [.minutes(1), .minutes(1), .minutes(1), .minutes(1)])
            let alive = try await house.core.database.read { tx in try Facts.value(PublishEngine.aliveFact, in: tx) }
            #expect(alive == "\((start + .minutes(3)).milliseconds)")
        }
    }

    @Test("the first status is read at once; the tidying comes after two minutes, then once an hour")
    func housekeeping() async throws {
        let clock = SetClock()
        let pauses = Pauses(2) { clock.now = clock.now + $0 }
        try await CoreHouse.run(clock: clock, pause: pauses.pause) { house in
            let old = clock.now - .days(30)
            try await house.core.database.write { tx in
                try tx.execute(
                    """
                    INSERT INTO idempotency_key (actor, route, key, body_hash, status, response, created_at)
                    VALUES ('a', 'r', 'k', \([UInt8]([1])), 201, '{}', \(old))
                    """)
            }
            let warmed = Mutex<[Int]>([])
            try await HousekeepingService(core: house.core) {
                warmed.withLock { $0.append(pauses.asked.count) }
            }.run()
            #expect(warmed.withLock { $0 } == [0])
            #expect(pauses.asked == [.minutes(2), .hours(1), .hours(1)])
            let keys = try await house.core.database.read { tx in
                try tx.query("SELECT key FROM idempotency_key") { try $0.text(0) }
            }
            #expect(keys.isEmpty)
        }
    }
}
