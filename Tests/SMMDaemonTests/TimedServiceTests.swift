import Logging
import SMMAccounts
import SMMAdapterKit
import SMMControl
import SMMDaemon
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMPublishing
import SMMStore
import SMMTestSupport
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

    @Test("what waited for a key that an import brought goes on, though the daemon was killed before it was released")
    func unlocked() async throws {
        let clock = SetClock()
        let pauses = Pauses(0)
        try await CoreHouse.run(clock: clock, pause: pauses.pause) { house in
            let (core, now) = (house.core, clock.now)
            let account = AccountProfile(
                id: AccountID(rawValue: 2), brand: BrandID(rawValue: 1), platform: "mastodon", name: "news")
            let vault = try Vault(
                database: core.database, store: FileKeyStore(path: house.folder + "/state/vault.key"), clock: clock)
            let hold = try await core.database.write { tx in
                try tx.execute(
                    """
                    INSERT INTO brand (id, name, title, zone, language, created_at)
                    VALUES (1, 'bakery', 'Bakery', 'UTC', 'en', 0)
                    """)
                try tx.execute(
                    """
                    INSERT INTO account (id, brand_id, platform, name, settings, created_at)
                    VALUES (2, 1, 'mastodon', 'news', '{}', 0)
                    """)
                let credential = Credential(kind: "token", secrets: ["access": Secret("word")], issuedAt: now)
                try vault.keep(credential, of: account, now: now, in: tx)
                return try AuthHold(account.id, of: account.brand).place(
                    VaultFailure.missingKey("0123").message, id: HoldID(rawValue: 3), by: .system(via: "keeper"),
                    now: now, in: tx)
            }
            core.engine.gate.place(hold)
            try await CredentialService(core: core).run()
            #expect(core.engine.gate.holds(of: [.account(account.id)]).isEmpty)
            let active = try await core.database.read { tx in try Holds.active(in: tx) }
            #expect(active.isEmpty)
        }
    }

    @Test("what a run was about to take back when it was killed is told at the next start")
    func unrevoked() async throws {
        let pauses = Pauses(0)
        try await CoreHouse.run(pause: pauses.pause) { house in
            let account = AccountProfile(
                id: AccountID(rawValue: 2), brand: BrandID(rawValue: 1), platform: "mastodon", name: "news")
            try await house.core.database.write { tx in
                try Facts.set("revoke:account:\(AccountID(rawValue: 1))", "{", in: tx)
                try PendingRevocation(.removed, of: account).begin(in: tx)
            }
            try await CredentialService(core: house.core).run()
            let told = try await house.core.database.read { tx in
                try tx.query("SELECT body FROM notice WHERE closed_at IS NULL AND kind = 'revoke'") { try $0.text(0) }
            }
            #expect(told.count == 2 && told.contains { $0.hasPrefix("news on mastodon: ") })
            #expect(house.logged.lines.count { $0.contains("could not be read; a notice tells") } == 1)
        }
    }

    @Test("on a copy nobody is told what the original was about to take back, until the copy is put in service")
    func unrevokedOnCopy() async throws {
        let (account, now) = (
            AccountProfile(
                id: AccountID(rawValue: 2), brand: BrandID(rawValue: 1), platform: "mastodon", name: "news"),
            SetClock().now
        )
        let hold = Hold(
            id: HoldID(rawValue: 3), brand: nil, scope: .everything, reason: .restore, detail: "A copy.",
            placedAt: now, placedBy: "smmd")
        func told(_ house: CoreHouse) async throws -> Int {
            try await CredentialService(core: house.core).run()
            return try await house.core.database.read { tx in
                try tx.query("SELECT id FROM notice WHERE kind = 'revoke'") { try $0.int64(0) }.count
            }
        }
        try await withTemporaryFolder { folder in
            try await CoreHouse.run(in: folder) { house in
                try await house.core.database.write { tx in
                    try PendingRevocation(.removed, of: account).begin(in: tx)
                    try Holds.place(hold, in: tx)
                }
            }
            let pauses = Pauses(0)
            try await CoreHouse.run(in: folder, pause: pauses.pause) { house in
                let onCopy = try await told(house)
                house.core.engine.gate.release(hold.id)
                let inService = try await told(house)
                #expect(onCopy == 0 && inService == 1)
            }
        }
    }

    @Test("once a minute it is looked whose facts are to be renewed")
    func care() async throws {
        let clock = SetClock()
        let pauses = Pauses(2) { clock.now = clock.now + $0 }
        try await CoreHouse.run(clock: clock, pause: pauses.pause) { house in
            try await AccountCareService(core: house.core).run()
            #expect(pauses.asked == [.minutes(1), .minutes(1), .minutes(1)])
        }
    }
}
