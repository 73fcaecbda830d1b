import SMMAdapterTestKit
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMPublishing
import SMMTestSupport
import Testing

@Suite("Too late")
struct LateTests {
    @Test("three days down with 40 posts due: nothing bursts, one message")
    func threeDaysDown() async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(.listing), in: folder)
            let start = house.clock.now
            var posts: [PostID] = []
            posts = try await house.withDaemon { engine in
                var posts: [PostID] = []
                for number in 0..<40 {
                    let at = start + .minutes(Int64(number) * 100 + 30)
                    let plan: PostPlan =
                        number % 2 == 0 ? .at(at, wall: "w", zone: "UTC", fold: 0) : .nextSlot
                    posts.append(try await house.post("post \(number)", by: engine, plan: plan, allowRepeat: true))
                }
                return posts
            }
            house.clock.jump(to: start + .days(3))
            let made = posts
            try await house.withDaemon { engine in
                try await house.quiet(engine)
                let states = try await Self.states(made, house)
                // Posts for a fixed time within the window go out late, those beyond it wait for a person.
                #expect(states.filter { $0 == .missed }.count >= 15)
                #expect(house.network.report().made <= 1)
                let notices = try await house.notices()
                #expect(notices.map(\.kind) == ["outage"])
                #expect(notices.first?.subject.hasPrefix("off 22:10–07:40: ") == true)
                try await house.settle(engine)
                let after = try await Self.states(made, house)
                #expect(after.allSatisfy { $0 == .published || $0 == .missed })
                #expect(house.gaps().allSatisfy { $0 >= .minutes(2) })
            }
        }
    }

    @Test("late posts that are spaced hold up none that is on time behind them")
    func onTimeBehindLate() async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(.listing), in: folder)
            let start = house.clock.now
            try await house.withDaemon { engine in
                var posts: [PostID] = []
                for minutes in [1, 2, 3, 20] as [Int64] {
                    let plan = PostPlan.at(start + .minutes(minutes), wall: "w", zone: "UTC", fold: 0)
                    posts.append(try await house.post("post \(minutes)", by: engine, plan: plan))
                }
                house.clock.advance(by: .minutes(20))
                await engine.dispatcher.due()
                try await house.quiet(engine)
                let states = try await Self.states(posts, house)
                #expect(states == [.published, .scheduled, .scheduled, .published])
            }
        }
    }

    @Test("a post never goes out after its last moment")
    func expires() async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(.listing), in: folder)
            let start = house.clock.now
            let post = try await house.withDaemon { engine in
                try await house.post(
                    "today only", by: engine, plan: .at(start + .minutes(1), wall: "w", zone: "UTC", fold: 0),
                    expires: start + .minutes(3))
            }
            house.clock.jump(to: start + .minutes(4))
            try await house.withDaemon { engine in
                try await house.settle(engine)
                #expect(try await house.states(of: post) == [.expired])
                #expect(house.network.report().made == 0)
            }
        }
    }

    @Test("a missed post goes out when a person sends it again")
    func retryMissed() async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(.listing), in: folder)
            let start = house.clock.now
            let post = try await house.withDaemon { engine in
                try await house.post(
                    "late", by: engine, plan: .at(start + .minutes(1), wall: "w", zone: "UTC", fold: 0),
                    lateWindow: .minutes(2))
            }
            house.clock.jump(to: start + .minutes(4))
            try await house.withDaemon { engine in
                try await house.settle(engine)
                #expect(try await house.states(of: post) == [.missed])
                try await house.change(engine) { try $0.retry(post, by: House.owner, now: $1, in: $2) }
                try await house.settle(engine)
                #expect(try await house.states(of: post) == [.published])
                #expect(try await Self.keyRounds(of: post, house) == [0], "nothing was tried under the first key")
            }
        }
    }

    @Test("what a network refused goes out under another key when a person sends it again")
    func retryRefused() async throws {
        try await withTemporaryFolder { folder in
            var script = FakeScript()
            script.plan(.publish, [.status(422)])
            let house = try await House.open(FakeRules(.idempotencyKey), in: folder, script: script)
            try await house.withDaemon { engine in
                let post = try await house.post("refused", by: engine)
                try await house.settle(engine)
                #expect(try await house.states(of: post) == [.failed])
                try await house.change(engine) { try $0.retry(post, by: House.owner, now: $1, in: $2) }
                try await house.settle(engine)
                #expect(try await house.states(of: post) == [.published])
                #expect(try await Self.keyRounds(of: post, house) == [1])
            }
        }
    }

    private static func keyRounds(of post: PostID, _ house: House) async throws -> [Int64] {
        try await house.database.read { tx in
            try tx.query("SELECT key_round FROM operation WHERE post_id = \(post.rawValue)") { try $0.int64(0) }
        }
    }

    private static func states(_ posts: [PostID], _ house: House) async throws -> [OperationState] {
        var all: [OperationState] = []
        for post in posts { all += try await house.states(of: post) }
        return all
    }
}
