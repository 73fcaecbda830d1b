import SMMAdapterKit
import SMMAdapterTestKit
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMPublishing
import SMMStore
import SMMTestSupport
import Testing

/// Each rule by what happens when it is not there.
@Suite("Rules")
struct RuleTests {
    @Test("an account's posts go out in due order, one at a time")
    func order() async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(.listing), in: folder)
            let recorder = FlightRecorder()
            let start = house.clock.now
            try await house.withDaemon(observing: recorder) { engine in
                for (text, minutes) in [("second", 30), ("first", 10), ("third", 50)] as [(String, Int64)] {
                    try await house.post(text, by: engine, plan: Self.at(start + .minutes(minutes)))
                }
                house.clock.advance(by: .hours(1))
                try await house.settle(engine)
                let texts = house.network.posts(of: house.accounts[0].id.description).map(\.firstText)
                #expect(texts == ["first", "second", "third"])
                #expect(recorder.most == 1)
            }
        }
    }

    @Test("a post of unknown fate holds up its equal until it is known, and what waits goes out in its order")
    func uncertainEqual() async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(.listing), in: folder)
            house.network.plan(.publish, .lose(effect: true))
            try await house.withDaemon { engine in
                let lost = try await house.post("same", by: engine)
                let equal = try await house.post("same", by: engine, allowRepeat: true)
                let other = try await house.post("other", by: engine)
                house.clock.advance(by: .seconds(20))
                await engine.dispatcher.due()
                try await house.quiet(engine)
                #expect(try await house.states(of: lost) == [.ambiguous])
                #expect(try await house.states(of: equal) == [.scheduled])
                try await house.settle(engine)
                for post in [lost, equal, other] { #expect(try await house.states(of: post) == [.published]) }
                let texts = house.network.posts(of: house.accounts[0].id.description).map(\.firstText)
                #expect(texts == ["same", "same", "other"])
            }
        }
    }

    @Test("a host that is back is asked about everything that was in doubt there, and posted to again")
    func breakerAfterQuestions() async throws {
        try await withTemporaryFolder { folder in
            var open = try await House.open(FakeRules(.listing), in: folder, accounts: 5)
            open.settings.breaker.failures = 5
            let house = open
            for _ in 0..<5 { house.network.plan(.publish, .gatewayTimeout(effect: true)) }
            try await house.withDaemon { engine in
                var posts: [PostID] = []
                for account in 0..<5 { posts.append(try await house.post("post \(account)", by: engine, to: account)) }
                house.clock.advance(by: .seconds(20))
                await engine.dispatcher.due()
                try await house.quiet(engine)
                #expect(await engine.dispatcher.downDestinations.count == 1)
                try await house.settle(engine, until: house.clock.now + .hours(1))
                for post in posts { #expect(try await house.states(of: post) == [.published]) }
                #expect(await engine.dispatcher.downDestinations.isEmpty)
            }
        }
    }

    @Test("a host that is back is posted to by a probe that is late, and its lateness does not use the probe up")
    func breakerSpaced() async throws {
        try await withTemporaryFolder { folder in
            var open = try await House.open(FakeRules(.listing), in: folder)
            open.settings.breaker.failures = 1
            open.settings.retryCap = .seconds(30)
            let house = open
            let refused = FakeFault.fail(.notConnected, code: "connection-refused")
            for _ in 0..<8 { house.network.plan(.publish, refused) }
            try await house.withDaemon { engine in
                let post = try await house.post("late", by: engine)
                try await house.settle(engine, until: house.clock.now + .hours(1))
                #expect(try await house.states(of: post) == [.published])
            }
        }
    }

    @Test("a host that does not answer is left alone, with one probe after a time; another host's account goes on")
    func breakerPerHost() async throws {
        try await withTemporaryFolder { folder in
            var open = try await House.open(
                FakeRules(.listing), in: folder, accounts: 4,
                servers: ["a.example", "a.example", "a.example", "b.example"])
            open.settings.breaker.failures = 2
            open.settings.breaker.openFor = .minutes(10)
            open.settings.retryFirst = .seconds(1)
            open.settings.inFlight = 1
            let house = open
            let refused = FakeFault.fail(.notConnected, code: "connection-refused")
            house.network.plan(.publish, refused, refused)
            let recorder = FlightRecorder()
            try await house.withDaemon(observing: recorder) { engine in
                var posts: [PostID] = []
                for account in 0..<4 { posts.append(try await house.post("post \(account)", by: engine, to: account)) }
                house.clock.advance(by: .seconds(20))
                await engine.dispatcher.due()
                try await house.quiet(engine)
                #expect(recorder.intents == 3, "two that failed, and the other host's")
                #expect(try await house.states(of: posts[2]) == [.scheduled])
                #expect(try await house.states(of: posts[3]) == [.published])
                let down = await engine.dispatcher.downDestinations
                #expect(down.count == 1 && down.first?.hasSuffix("a.example") == true, "\(down)")

                // Nothing is tried before the time is over; then one probe, and while it fails no other.
                house.clock.advance(by: .minutes(9))
                await engine.dispatcher.due()
                try await house.quiet(engine)
                #expect(recorder.intents == 3)
                house.network.plan(.publish, refused)
                house.clock.advance(by: .minutes(2))
                await engine.dispatcher.due()
                try await house.quiet(engine)
                #expect(recorder.intents == 4)
                try await house.settle(engine)
                for post in posts { #expect(try await house.states(of: post) == [.published]) }
            }
        }
    }

    @Test("a budget that an answer's headers say is used up is waited for, without asking the platform to refuse")
    func rateBudget() async throws {
        try await withTemporaryFolder { folder in
            var rules = FakeRules(.listing)
            rules.rateLimit = 1
            rules.rateWindow = .minutes(5)
            let house = try await House.open(rules, in: folder)
            try await house.withDaemon { engine in
                try await house.post("one", by: engine)
                try await house.post("two", by: engine)
                try await house.settle(engine)
                let gaps = house.gaps()
                #expect(gaps.count == 1 && gaps.allSatisfy { $0 >= .minutes(4) })
                #expect(!house.network.snapshot.log.contains { $0.status == 429 })
            }
        }
    }

    @Test("a burst trips the fuse of its account, and of no other")
    func burst() async throws {
        try await withTemporaryFolder { folder in
            var open = try await House.open(FakeRules(.listing), in: folder, accounts: 2)
            open.settings.fuse.burst = 3
            open.settings.fuse.burstWindow = .seconds(60)
            let house = open
            try await house.withDaemon { engine in
                for number in 0..<4 { try await house.post("post \(number)", by: engine) }
                try await house.post("other", by: engine, to: 1)
                try await house.settle(engine)
                #expect(house.network.posts(of: house.accounts[0].id.description).count == 3)
                #expect(house.network.posts(of: house.accounts[1].id.description).count == 1)
                let hold = try #require(engine.gate.all.first)
                #expect(engine.gate.all.count == 1 && hold.scope == .account(house.accounts[0].id))
                #expect(hold.detail == "4 sends in a burst; 3 are allowed.")
            }
        }
    }

    @Test("three posts a minute apart are no burst")
    func noBurst() async throws {
        try await withTemporaryFolder { folder in
            var open = try await House.open(FakeRules(.listing), in: folder)
            open.settings.fuse.burst = 1
            open.settings.fuse.burstWindow = .seconds(60)
            let house = open
            let start = house.clock.now
            try await house.withDaemon { engine in
                for number in 1...3 as ClosedRange<Int64> {
                    try await house.post("post \(number)", by: engine, plan: Self.at(start + .seconds(61 * number)))
                }
                try await house.settle(engine)
                #expect(house.network.report().made == 3)
                #expect(engine.gate.all.isEmpty)
            }
        }
    }

    @Test("a repeat that a person lets through goes out once; another one trips again")
    func repeatReleased() async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(.listing), in: folder)
            try await house.withDaemon { engine in
                try await house.post("again", by: engine)
                try await house.settle(engine)
                let second = try await house.post("again", by: engine)
                try await house.settle(engine)
                let hold = try #require(engine.gate.all.first)
                #expect(hold.scope == .post(second))
                try await Self.release(hold, house, engine)
                try await house.settle(engine)
                #expect(try await house.states(of: second) == [.published])
                #expect(house.network.report().made == 2)
                let third = try await house.post("again", by: engine)
                try await house.settle(engine)
                #expect(try await house.states(of: third) == [.scheduled])
                #expect(engine.gate.all.map(\.scope) == [.post(third)])
                #expect(house.network.report().made == 2)
            }
        }
    }

    @Test("a release is for the text that was looked at: edited to another repeat, the post trips again")
    func repeatReleasedAndEdited() async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(.listing), in: folder)
            let start = house.clock.now
            try await house.withDaemon { engine in
                for text in ["one", "two"] { try await house.post(text, by: engine) }
                try await house.settle(engine)
                let post = try await house.post("one", by: engine)
                try await house.settle(engine)
                let hold = try #require(engine.gate.all.first)
                let (account, now) = (house.accounts[0], house.clock.now)
                try await house.database.write { tx in _ = try Holds.release(hold.id, by: "anna", now: now, in: tx) }
                var edit = PostEdit()
                edit.content = PostContent(parts: [PostPart(text: "two")])
                let changes = edit
                await engine.committed(
                    try await house.database.write { tx in
                        try engine.writer.edit(
                            post, changes, accounts: [account.id: account], by: House.owner, now: now, in: tx)
                    })
                engine.gate.release(hold.id)
                try await house.settle(engine)
                #expect(try await house.states(of: post).last == .scheduled)
                #expect(engine.gate.all.map(\.scope) == [.post(post)])
                #expect(house.network.report().made == 2 && start < house.clock.now)
            }
        }
    }

    @Test("a queue post that comes too late takes the next free slot unasked")
    func lateSlot() async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(.listing), in: folder)
            let start = house.clock.now
            try await house.withDaemon { engine in
                let post = try await house.post("queued", by: engine, plan: .nextSlot)
                house.clock.advance(by: .hours(5))
                await engine.dispatcher.due()
                try await house.quiet(engine)
                #expect(house.network.report().made == 0)
                let due = try await house.database.read { tx in
                    try tx.first("SELECT due_at FROM delivery WHERE post_id = \(post.rawValue)") { try $0.instant(0) }
                }
                #expect(try #require(due) > start + .hours(5))
                try await house.settle(engine)
                #expect(try await house.states(of: post) == [.published])
                #expect(try await house.notices().isEmpty)
            }
        }
    }

    @Test("a post for a fixed time goes out late within its window; beyond it, it is missed and asked about once")
    func lateFixed() async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(.listing), in: folder)
            let start = house.clock.now
            try await house.withDaemon { engine in
                let late = try await house.post("late", by: engine, plan: Self.at(start + .minutes(70)))
                let missed = try await house.post("missed", by: engine, plan: Self.at(start + .minutes(30)))
                house.clock.advance(by: .minutes(180))
                try await house.settle(engine)
                #expect(try await house.states(of: late) == [.published])
                #expect(try await house.states(of: missed) == [.missed])
                house.clock.advance(by: .days(2))
                try await house.settle(engine)
                #expect(house.network.report().made == 1)
                let notices = try await house.notices()
                #expect(notices.map(\.kind) == ["missed"])
                #expect(notices.first?.command == "smmctl post retry \(missed) | smmctl post cancel \(missed)")
            }
        }
    }

    @Test("after an outage one summary says what moved and what needs a person, with the command")
    func summary() async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(.listing), in: folder)
            let start = house.clock.now
            let fixed = try await house.withDaemon { engine in
                for number in 0..<3 { try await house.post("queued \(number)", by: engine, plan: .nextSlot) }
                return try await house.post("fixed", by: engine, plan: Self.at(start + .minutes(30)))
            }
            house.clock.jump(to: start + .minutes(570))
            try await house.withDaemon { engine in
                try await house.quiet(engine)
                let notices = try await house.notices()
                #expect(notices.map(\.subject) == ["off 22:10–07:40: 3 moved, 1 needs you"])
                #expect(notices.first?.command == "smmctl post retry \(fixed) | smmctl post cancel \(fixed)")
                #expect(house.network.report().made == 0)
                try await house.settle(engine)
                let gaps = house.gaps()
                #expect(gaps.count == 2 && gaps.allSatisfy { $0 >= .hours(1) })
            }
        }
    }

    @Test("on a full disk what is in flight is recorded and nothing new begins; with room again all goes on")
    func fullDisk() async throws {
        try await withTemporaryFolder { folder in
            var open = try await House.open(FakeRules(.listing), in: folder)
            let disk = FakeDisk()
            open.disk = disk
            let house = open
            try await house.withDaemon(observing: disk) { engine in
                let first = try await house.post("first", by: engine)
                let second = try await house.post("second", by: engine)
                house.clock.advance(by: .seconds(20))
                await engine.dispatcher.due()
                try await house.quiet(engine)
                #expect(!disk.hasRoom)
                #expect(try await house.states(of: first) == [.published])
                #expect(house.network.report().made == 1)
                // However often it seems that there is room again.
                for _ in 0..<3 {
                    disk.hold()
                    await engine.dispatcher.due()
                    try await house.quiet(engine)
                    #expect(!disk.hasRoom, "what is in flight could not be recorded")
                }
                #expect(house.network.report().made == 1)
                disk.empty()
                try await house.settle(engine)
                #expect(try await house.states(of: second) == [.published])
                #expect(house.network.report().made == 2)
            }
        }
    }

    private static func at(_ instant: Instant) -> PostPlan { .at(instant, wall: "w", zone: "UTC", fold: 0) }

    private static func release(_ hold: Hold, _ house: House, _ engine: PublishEngine) async throws {
        let now = house.clock.now
        _ = try await house.database.write { tx in try Holds.release(hold.id, by: "anna", now: now, in: tx) }
        engine.gate.release(hold.id)
    }
}
