import Foundation
import SMMAPI
import SMMAdapterKit
import SMMDaemon
import SMMDatabase
import SMMDatabaseSQLite
import SMMLab
import SMMModel
import SMMPublishing
import SMMStore
import SMMTestSupport
import Testing

@Suite("The daemon's own care", .timeLimit(.minutes(10)))
struct CoreTests {
    @Test("brands.d changes a brand at start and on reload, with an event; what it does not say stays")
    func brands() async throws {
        try await withTemporaryFolder { folder in
            try await CoreHouse.run(in: folder) { house in
                try await house.core.database.write { tx in
                    try tx.execute(
                        """
                        INSERT INTO brand (id, name, title, zone, language, colour, created_at)
                        VALUES (1, 'brandt', 'Brandt', 'UTC', 'en', '#111111', 0)
                        """)
                    try tx.execute(
                        """
                        INSERT INTO account (id, brand_id, platform, name, settings, created_at)
                        VALUES (2, 1, 'site', 'home', '{"directory":"/tmp/x"}', 0)
                        """)
                }
            }
            let file = [
                "brands.d/brandt.yaml": "title: Bäckerei Brandt\ntime-zone: Europe/Berlin\nsite:\n  title: Neues\n"
            ]
            try await CoreHouse.run(in: folder, file) { house in
                let brand = try #require(house.core.engine.directory.brand(BrandID(rawValue: 1)))
                #expect(brand.title == "Bäckerei Brandt" && brand.zone == "Europe/Berlin")
                #expect(brand.language == "en" && brand.colour == "#111111")
                let account = try #require(house.core.engine.directory.account(AccountID(rawValue: 2)))
                #expect(account.settings == ["directory": "/tmp/x", "title": "Neues"])

                try house.write(["brands.d/brandt.yaml": "language: de\n", "brands.d/other.yaml": "language: de\n"])
                let view = await house.core.reloadConfiguration()
                #expect(view.applied)
                #expect(
                    view.changes == [
                        "brands.d/brandt.yaml: applied", "brands.d/other.yaml: there is no brand of this name yet",
                    ])
                #expect(house.core.engine.directory.brand(BrandID(rawValue: 1))?.language == "de")
                #expect(house.core.engine.directory.brand(BrandID(rawValue: 1))?.title == "Bäckerei Brandt")
                let again = await house.core.reloadConfiguration()
                #expect(again.changes == ["brands.d/other.yaml: there is no brand of this name yet"])
                let events = try await house.core.database.read { tx in
                    try tx.query("SELECT via FROM event WHERE verb = 'brand.edited'") { try $0.text(0) }
                }
                #expect(events == ["brands.d", "brands.d"])
            }
        }
    }

    @Test(
        "a brand file with an unknown zone is refused by check and reload; at start it keeps no other from being applied"
    )
    func brandsWithoutZone() async throws {
        try await withTemporaryFolder { folder in
            try await CoreHouse.run(in: folder) { house in
                try await house.core.database.write { tx in
                    for (id, name) in [(1, "a"), (2, "b")] {
                        try tx.execute(
                            """
                            INSERT INTO brand (id, name, title, zone, language, created_at)
                            VALUES (\(Int64(id)), \(name), 'Old', 'UTC', 'en', 0)
                            """)
                    }
                }
            }
            let files = ["brands.d/a.yaml": "time-zone: Europe/Berln\n", "brands.d/b.yaml": "title: New\n"]
            try await CoreHouse.run(in: folder, files) { house in
                let title = { (id: Int64) in house.core.engine.directory.brand(BrandID(rawValue: id))?.title }
                #expect(title(2) == "New")
                let status = "serving; a brand's file is left out: \(folder)/config/brands.d/a.yaml: "
                #expect(house.core.statusLine.hasPrefix(status))
                try house.write(["brands.d/b.yaml": "title: Newer\n"])
                let check = house.core.checkConfiguration()
                let reload = await house.core.reloadConfiguration()
                for view in [check, reload] {
                    #expect(!view.valid && !view.applied && view.problems.count == 1)
                    let problem = try #require(view.problems.first)
                    #expect(problem.file?.hasSuffix("brands.d/a.yaml") == true && problem.line == 1)
                    #expect(problem.key == "time-zone" && problem.next == "Did you mean Europe/Berlin?")
                }
                #expect(title(2) == "New")
                try house.write(["brands.d/a.yaml": "time-zone: Europe/Berlin\n"])
                #expect(await house.core.reloadConfiguration().applied && house.core.statusLine == "serving")
            }
        }
    }

    @Test("a brand's file with an impossible title is left out at a start, alone, and said to be until it is right")
    func brandLeftOut() async throws {
        try await withTemporaryFolder { folder in
            try await CoreHouse.run(in: folder) { house in
                try await house.core.database.write { tx in
                    for (id, name) in [(1, "a"), (2, "b")] {
                        try tx.execute(
                            """
                            INSERT INTO brand (id, name, title, zone, language, created_at)
                            VALUES (\(Int64(id)), \(name), 'Old', 'UTC', 'en', 0)
                            """)
                    }
                }
            }
            let long = String(repeating: "x", count: 300)
            let files = ["brands.d/a.yaml": "language: de\ntitle: \(long)\n", "brands.d/b.yaml": "title: New\n"]
            try await CoreHouse.run(in: folder, files) { house in
                let brand = { (id: Int64) in house.core.engine.directory.brand(BrandID(rawValue: id)) }
                #expect(brand(1)?.title == "Old" && brand(1)?.language == "en" && brand(2)?.title == "New")
                #expect(house.core.statusLine.hasPrefix("serving; a brand's file is left out: "))
                #expect(house.core.statusLine.contains("brands.d/a.yaml:2: "))
                let said = house.logged.lines.filter { $0.contains("A brand's file was left out") }
                #expect(said.count == 1 && said.first?.contains("brands.d/a.yaml:2:") == true)
                #expect(said.first?.contains("title: ") == true && said.first?.contains(" Allowed: ") == true)
                let check = house.core.checkConfiguration()
                #expect(!check.valid && check.problems.map(\.key) == ["title"])
                try house.write(["brands.d/a.yaml": "title: Newer\n"])
                #expect(await house.core.reloadConfiguration().applied)
                #expect(brand(1)?.title == "Newer" && house.core.statusLine == "serving")
            }
        }
    }

    @Test("platforms.d corrects a manifest at start, on reload, and back; a bad file keeps what was")
    func platforms() async throws {
        let file = [
            "platforms.d/site.yaml": "limits:\n  maximum-media: 3\n  media:\n    image/png:\n      maximum-bytes: 1MB\n"
        ]
        try await CoreHouse.run(file) { house in
            let limits = { house.core.adapters.manifest("site")?.limits }
            let png = limits()?.media["image/png"]
            #expect(limits()?.maximumMedia == 3)
            #expect(png?.maximumBytes == 1_000_000)

            try house.write(["platforms.d/site.yaml": "limits:\n  maximum-mdia: 4\n"])
            let bad = await house.core.reloadConfiguration()
            #expect(!bad.applied && bad.problems.first?.next == "Did you mean maximum-media?")
            #expect(limits()?.maximumMedia == 3)

            try house.write(["platforms.d/site.yaml": "settle: 7s\n", "platforms.d/sote.yaml": "settle: 7s\n"])
            let good = await house.core.reloadConfiguration()
            #expect(
                good.changes == [
                    "platforms.d: applied",
                    "platforms.d/sote.yaml: smmd speaks to no platform of this name. Did you mean site?",
                ])
            #expect(limits()?.maximumMedia != 3)
            #expect(house.core.adapters.manifest("site")?.settle == .seconds(7))
        }
    }

    @Test("without the program that fits pictures no platform is shown to have it, whatever a file corrects")
    func lacking() async throws {
        try await CoreHouse.run(["platforms.d/mastodon.yaml": "limits: {maximum-text: 280}\n"]) { house in
            let adapters = house.core.adapters
            #expect(adapters.manifest("mastodon")?.capabilities.contains(.fitsPictures) == true)
            #expect(!adapters.manifests.values.contains { $0.capabilities.contains(.fitsPictures) })
            #expect(adapters.manifests["mastodon"]?.limits.maximumText == 280)
        }
    }

    @Test("what was wrong with a reload stays in the status line until a good one")
    func reloadTrouble() async throws {
        try await CoreHouse.run { house in
            try house.write(["smmd.yaml": "publishng:\n  batch: 3\n"])
            #expect(await !house.core.reloadConfiguration().applied)
            let trouble = try #require(house.told.lines.last)
            #expect(trouble.hasPrefix("serving; reload failed, the old configuration stays: "))
            #expect(trouble.contains("smmd.yaml:1: "))
            house.reserve.hasSpace = false
            house.core.headroom.spend()
            try await house.core.heartbeat()
            #expect(house.told.lines.last == "disk full; nothing is sent")
            house.reserve.hasSpace = true
            try await house.core.heartbeat()
            #expect(house.told.lines.last == trouble)
            try house.write(["smmd.yaml": ""])
            #expect(await house.core.reloadConfiguration().applied)
            #expect(house.told.lines.last == "serving")
        }
    }

    @Test("what takes a restart is said at every reload until then")
    func restartNeeded() async throws {
        try await CoreHouse.run { house in
            try house.write(["smmd.yaml": "log-level: debug\n"])
            for _ in 0..<2 {
                let view = await house.core.reloadConfiguration()
                #expect(view.changes == ["log-level: takes effect at the next restart"])
            }
        }
    }

    @Test("what has had its time is forgotten, and nothing else")
    func tidying() async throws {
        try await CoreHouse.run { house in
            let now = house.clock.now
            func seed(_ id: Int64, age: Milliseconds, state: String) async throws {
                let at = now - age
                let attempt = IDGenerator.lowest(at: at)
                try await house.core.database.write { tx in
                    try tx.execute(
                        """
                        INSERT INTO operation (id, delivery_id, post_id, brand_id, account_id, revision_id, kind, part,
                          parts, state, attempts, crashes, epoch, key_round, absents, cancel_requested, created_at,
                          updated_at)
                        VALUES (\(id), 1, 1, 1, 1, 1, 'publish', 0, 1, \(state), 1, 0, 1, 0, 0, 0, \(at), \(at))
                        """)
                    try tx.execute(
                        """
                        INSERT INTO attempt (id, operation_id, account_id, number, epoch, key_round, intent_at, ended_at,
                          retention)
                        VALUES (\(attempt), \(id), 1, 1, 1, 0, \(at), \(at), 'routine')
                        """)
                    try tx.execute(
                        """
                        INSERT INTO idempotency_key (actor, route, key, body_hash, status, response, created_at)
                        VALUES ('a', 'r', \(state), \([UInt8]([1])), 201, '{}', \(at))
                        """)
                    try tx.execute(
                        """
                        INSERT INTO notice (id, brand_id, kind, dedupe, severity, subject, body, created_at)
                        VALUES (\(id), 0, 'k', \(state), 'info', 's', 'b', \(at))
                        """)
                }
            }
            try await seed(1, age: .days(91), state: "published")
            try await seed(2, age: .days(92), state: "unknown")
            try await seed(3, age: .hours(71), state: "failed")
            await house.core.tidy()
            let (attempts, keys, open) = try await house.core.database.read { tx in
                (
                    try tx.query("SELECT operation_id FROM attempt ORDER BY operation_id") { try $0.int64(0) },
                    try tx.query("SELECT key FROM idempotency_key") { try $0.text(0) },
                    try tx.query("SELECT id FROM notice WHERE closed_at IS NULL") { try $0.int64(0) }
                )
            }
            #expect(attempts == [2, 3])
            #expect(keys == ["failed"])
            #expect(open == [3])
        }
    }

    @Test("with a clock that is not set nothing is sent, the service manager is told, and it goes on once it is set")
    func clockNotSet() async throws {
        try await CoreHouse.run(clock: SetClock(Instant(milliseconds: 60_000))) { house in
            #expect(house.core.engine.gate.all.map(\.reason) == [.clock])
            #expect(house.told.lines == ["clock not set; nothing is sent"])
            let alive = try await house.core.database.read { tx in try Facts.value(PublishEngine.aliveFact, in: tx) }
            #expect(alive == nil, "a wrong time must not be noted")
            let before = house.clock.now
            house.clock.now = Instant(milliseconds: 1_796_126_400_000)
            await house.core.clockJumped(house.clock.now - before)
            #expect(house.core.engine.gate.all.isEmpty)
            #expect(house.told.lines.last == "serving")
        }
    }

    @Test("a clock set back counts the waits for a span anew and leaves the instants alone")
    func clockBack() async throws {
        try await CoreHouse.run { house in
            let now = house.clock.now
            let wrong = now + .hours(2)
            try await house.core.database.write { tx in
                for (id, state, wake, due) in [
                    (1, "retry_wait", wrong + .seconds(30), wrong), (2, "scheduled", now + .days(1), now + .days(1)),
                    (3, "ambiguous", wrong + .minutes(3), wrong),
                ] {
                    try tx.execute(
                        """
                        INSERT INTO operation (id, delivery_id, post_id, brand_id, account_id, revision_id, kind, part,
                          parts, state, attempts, crashes, epoch, key_round, absents, cancel_requested, created_at,
                          updated_at, due_at, wake_at)
                        VALUES (\(Int64(id)), 1, 1, 1, 1, 1, 'publish', 0, 1, \(state), 1, 0, 1, 0, 0, 0, 0, \(wrong),
                          \(due), \(wake))
                        """)
                }
            }
            await house.core.clockJumped(Milliseconds(count: -7_200_000))
            let wakes = try await house.core.database.read { tx in
                try tx.query("SELECT wake_at FROM operation ORDER BY id") { try $0.instant(0) }
            }
            #expect(wakes == [now + .seconds(30), now + .days(1), now + .minutes(3)])
        }
    }

    @Test("a full disk closes the house until there is room again, and a person is told")
    func fullDisk() async throws {
        try await CoreHouse.run { house in
            #expect(house.reserve.isHeld && house.core.headroom.hasRoom)
            house.reserve.hasSpace = false
            house.core.headroom.spend()
            #expect(!house.reserve.isHeld && !house.core.headroom.hasRoom)
            try await house.core.heartbeat()
            #expect(Set(house.told.lines) == ["disk full; nothing is sent"])
            #expect(try await Self.openNotices(house) == ["disk-full"])
            house.reserve.hasSpace = true
            try await house.core.heartbeat()
            #expect(house.reserve.isHeld && house.core.headroom.hasRoom)
            #expect(house.told.lines.last == "serving")
            #expect(try await Self.openNotices(house).isEmpty)
        }
    }

    @Test("what keeps the reserve from being made is not called a full disk unless it is one")
    func noReserve() async throws {
        let reserve = FakeReserve()
        reserve.hasSpace = false
        reserve.failure = DatabaseFailure(.readOnly, "open /x/reserve: Permission denied")
        try await CoreHouse.run(reserve: reserve) { house in
            let line = "no reserve, nothing is sent: open /x/reserve: Permission denied"
            #expect(house.core.statusLine == line && house.told.lines.last == line)
            #expect(!house.core.headroom.hasRoom)
            #expect(try await Self.openNotices(house) == ["no-reserve"])
            reserve.failure = DatabaseFailure(.full, "the test says so")
            try await house.core.heartbeat()
            #expect(house.core.statusLine == "disk full; nothing is sent")
            #expect(try await Self.openNotices(house) == ["disk-full"])
            reserve.hasSpace = true
            try await house.core.heartbeat()
            #expect(house.core.statusLine == "serving")
            #expect(try await Self.openNotices(house).isEmpty)
        }
    }

    @Test("a person is told of a full disk at once")
    func fullDiskTold() async throws {
        try await CoreHouse.run { house in
            house.reserve.hasSpace = false
            house.core.headroom.spend()
            let isTold = try await Wait.until(within: .seconds(30)) {
                try await Self.openNotices(house) == ["disk-full"]
            }
            #expect(isTold)
        }
    }

    @Test("what was told of a full disk is over when a start finds room, so that the next time is told anew")
    func fullDiskOver() async throws {
        try await withTemporaryFolder { folder in
            try await CoreHouse.run(in: folder) { house in
                house.reserve.hasSpace = false
                house.core.headroom.spend()
                try await house.core.heartbeat()
                #expect(try await Self.openNotices(house) == ["disk-full"])
            }
            try await CoreHouse.run(in: folder) { house in
                let open = try await Self.openNotices(house)
                #expect(open.isEmpty)
                house.reserve.hasSpace = false
                house.core.headroom.spend()
                try await house.core.heartbeat()
                #expect(try await Self.openNotices(house) == ["disk-full"])
                let told = try await house.core.database.read { tx in
                    try tx.first("SELECT count(*) FROM notice WHERE kind = 'disk-full'") { try $0.int(0) }
                }
                #expect(told == 2, "a notice of its own: the first one may have been read long ago")
            }
        }
    }

    @Test("uploads that a crash cut off are swept at start")
    func sweeping() async throws {
        try await withTemporaryFolder { folder in
            let left = folder + "/state/media/incoming/1.part"
            try await CoreHouse.run(in: folder) { _ in }
            #expect(FileManager.default.createFile(atPath: left, contents: Data("half".utf8)))
            try await CoreHouse.run(in: folder) { _ in
                #expect(!FileManager.default.fileExists(atPath: left))
            }
        }
    }

    private static func openNotices(_ house: CoreHouse) async throws -> [String] {
        try await house.core.database.read { tx in
            try tx.query("SELECT kind FROM notice WHERE closed_at IS NULL") { try $0.text(0) }
        }
    }
}
