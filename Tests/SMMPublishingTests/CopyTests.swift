import SMMAdapterKit
import SMMAdapterTestKit
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMPublishing
import SMMStore
import SMMTestSupport
import Synchronization
import Testing

/// A database that is a copy, on a network that may have what its original sent since.
@Suite("A restored copy", .timeLimit(.minutes(10)))
struct CopyTests {
    private final class Counted: Sendable {
        private let state = Mutex(0)
        var count: Int { state.withLock { $0 } }
        func set(_ count: Int) { state.withLock { $0 = count } }
    }

    /// A house that takes two listings without a post for proof that it is not there.
    private static func open(
        _ kind: FakeClass, in folder: String, script: FakeScript = FakeScript()
    ) async throws -> House {
        var house = try await House.open(FakeRules(kind), in: folder, script: script)
        house.settings.onAbsent = .resend
        return house
    }

    /// Has the daemon of `house` make posts and a backup, and go on for a while; gives the house on the copy, which a start
    /// has adopted.
    ///
    /// - Parameters:
    ///   - sending: how long the original goes on after the backup; nil for not at all.
    ///   - later: how long after its beginning the copy comes into service.
    ///   - dueBy: until when the original can have sent; nil for the instant at which the copy comes into service.
    ///   - clock: that of the copy, where it is another than the network's.
    private static func copied<Made: Sendable>(
        _ house: House, in folder: String, sending: Milliseconds?, later: Milliseconds, dueBy: Instant? = nil,
        clock: FakeClock? = nil,
        _ make: @Sendable (PublishEngine, _ start: Instant) async throws -> Made
    ) async throws -> (made: Made, copy: House, doubtful: Int) {
        let start = house.clock.now
        let backup = folder + "/backup.db"
        let made = try await house.withDaemon { engine in
            let made = try await make(engine, start)
            _ = try await house.database.backup(to: backup)
            if let sending { try await house.settle(engine, until: start + sending) }
            return made
        }
        await house.database.close()
        house.clock.jump(to: start + later)
        let (copy, doubtful) = try await adopt(house, backup, in: folder, dueBy: dueBy, clock: clock)
        return (made, copy, doubtful)
    }

    /// The same house on the copy that was made of its database, which a start has adopted.
    private static func adopt(
        _ house: House, _ backup: String, in folder: String, dueBy: Instant? = nil, clock: FakeClock? = nil
    ) async throws -> (House, Int) {
        let clock = clock ?? house.clock
        let configuration = SQLiteConfiguration(
            path: folder + "/copy.db", migrations: Schema.migrations, time: clock, makeGeneration: { "gen2" })
        _ = try SQLiteRestore.place(backup, configuration)
        let database = try await SQLiteDatabase.open(configuration)
        let now = clock.now
        let doubtful = Counted()
        try await database.adoptCopy { tx in
            doubtful.set(try CopyDoubt.enter(dueBy: dueBy ?? now, now: now, settle: { _ in .seconds(60) }, in: tx))
        }
        return (
            House(
                clock: clock, network: house.network, rules: house.rules, database: database,
                brand: house.brand, accounts: house.accounts, ids: house.ids, settings: house.settings), doubtful.count
        )
    }

    private static func plan(_ due: Instant) -> PostPlan { .at(due, wall: "w", zone: "UTC", fold: 0) }

    private static func texts(_ house: House) -> [String] {
        house.network.posts(of: house.accounts[0].id.description).map(\.text)
    }

    /// Settles the copy; its post is in these states then, and the network shows these texts.
    private static func expect(
        _ copy: House, _ post: PostID, ends states: [OperationState], out: [String],
        _ meddle: @Sendable (PublishEngine) async throws -> Void = { _ in }
    ) async throws {
        try await copy.withDaemon { engine in
            try await meddle(engine)
            try await copy.settle(engine)
        }
        #expect(try await copy.states(of: post) == states)
        #expect(texts(copy) == out)
        await copy.database.close()
    }

    @Test(
        "sends nothing that its original has sent, and what that has not as if it had been down",
        arguments: [FakeClass.recordKey, .idempotencyKey, .listing])
    func settled(_ kind: FakeClass) async throws {
        try await withTemporaryFolder { folder in
            let house = try await Self.open(kind, in: folder)
            let (posts, copy, doubtful) = try await Self.copied(
                house, in: folder, sending: .minutes(30), later: .hours(4)
            ) { engine, start in
                [
                    try await house.post("out", by: engine, plan: Self.plan(start + .minutes(1))),
                    try await house.post("late", by: engine, plan: Self.plan(start + .minutes(90))),
                    try await house.post("waiting", by: engine, plan: Self.plan(start + .hours(3))),
                    try await house.post("future", by: engine, plan: Self.plan(start + .hours(10))),
                ]
            }
            #expect(Self.texts(house) == ["out"])
            #expect(doubtful == 3)
            for post in posts.prefix(3) { #expect(try await copy.states(of: post) == [.ambiguous]) }
            #expect(try await copy.states(of: posts[3]) == [.scheduled])
            try await copy.withDaemon { engine in
                try await copy.settle(engine, until: copy.clock.now + .hours(2))
                let ends: [OperationState] = [.published, .missed, .published, .scheduled]
                for (post, state) in zip(posts, ends) { #expect(try await copy.states(of: post) == [state]) }
            }
            #expect(Self.texts(copy) == ["out", "waiting"])
            await copy.database.close()
        }
    }

    @Test(
        "sends nothing before its time, though everything was in doubt because no clock was set",
        arguments: [FakeClass.recordKey, .idempotencyKey, .listing, .blind])
    func early(_ kind: FakeClass) async throws {
        try await withTemporaryFolder { folder in
            let house = try await Self.open(kind, in: folder)
            let (post, copy, doubtful) = try await Self.copied(
                house, in: folder, sending: nil, later: .minutes(5), dueBy: Instant(milliseconds: .max)
            ) { engine, start in try await house.post("future", by: engine, plan: Self.plan(start + .hours(10))) }
            #expect(doubtful == 1)
            let due = copy.clock.now + .minutes(595)
            try await Self.expect(copy, post, ends: [.published], out: ["future"]) { engine in
                if kind == .blind {
                    try await copy.settle(engine, until: due - .hours(5))
                    try await copy.change(engine) {
                        try $0.resolve(post, .notPublished(resend: true), by: House.owner, now: $1, in: $2)
                    }
                }
                try await copy.settle(engine, until: due - .minutes(1))
                #expect(try await copy.states(of: post) == [.scheduled])
                #expect(Self.texts(copy).isEmpty)
            }
        }
    }

    @Test(
        "finds what its original has sent at times that are still to come on its own clock",
        arguments: [FakeClass.recordKey, .idempotencyKey, .listing])
    func behind(_ kind: FakeClass) async throws {
        try await withTemporaryFolder { folder in
            let house = try await Self.open(kind, in: folder)
            let late = FakeClock()
            late.jump(to: house.clock.now + .days(-1))
            let (post, copy, doubtful) = try await Self.copied(
                house, in: folder, sending: .minutes(30), later: .minutes(30), dueBy: Instant(milliseconds: .max),
                clock: late
            ) { engine, start in try await house.post("out", by: engine, plan: Self.plan(start + .minutes(1))) }
            #expect(doubtful == 1)
            try await Self.expect(copy, post, ends: [.published], out: ["out"])
        }
    }

    @Test("does not take one that is out for two of one text where its clock is behind", arguments: [1, 2] as [Int64])
    func equalsBehind(_ sent: Int64) async throws {
        try await withTemporaryFolder { folder in
            let house = try await Self.open(.listing, in: folder)
            let late = FakeClock()
            late.jump(to: house.clock.now + .days(-1))
            let (_, copy, doubtful) = try await Self.copied(
                house, in: folder, sending: .seconds(30 + 60 * sent), later: .minutes(30),
                dueBy: Instant(milliseconds: .max), clock: late
            ) { engine, start in
                for number in 1...2 as ClosedRange<Int64> {
                    let plan = Self.plan(start + .minutes(number))
                    try await house.post("open", by: engine, plan: plan, allowRepeat: true)
                }
            }
            #expect(doubtful == 2)
            #expect(Self.texts(copy).count == sent)
            try await copy.withDaemon { engine in try await copy.settle(engine) }
            #expect(Self.texts(copy) == ["open", "open"])
            await copy.database.close()
        }
    }

    @Test("asks a person where the network fails every question for days")
    func silent() async throws {
        try await withTemporaryFolder { folder in
            let house = try await Self.open(.listing, in: folder)
            let (post, adopted, _) = try await Self.copied(
                house, in: folder, sending: nil, later: .minutes(4)
            ) { engine, start in try await house.post("out", by: engine, plan: Self.plan(start + .minutes(1))) }
            var copy = adopted
            copy.adapter = SilentAdapter(real: FakeNetworkAdapter(house.rules))
            let start = copy.clock.now
            try await Self.expect(copy, post, ends: [.unknown], out: [])
            #expect(copy.clock.now - start >= copy.settings.maximumLife)
        }
    }

    @Test("of two posts of one text takes one that is out for one of them alone")
    func oneOfEquals() async throws {
        try await withTemporaryFolder { folder in
            let house = try await Self.open(.listing, in: folder)
            let (posts, copy, doubtful) = try await Self.copied(
                house, in: folder, sending: .seconds(90), later: .minutes(20)
            ) { engine, start in
                [
                    try await house.post("open", by: engine, plan: Self.plan(start + .minutes(1)), allowRepeat: true),
                    try await house.post("open", by: engine, plan: Self.plan(start + .minutes(2)), allowRepeat: true),
                ]
            }
            #expect(doubtful == 2)
            #expect(Self.texts(copy) == ["open"])
            try await copy.withDaemon { engine in try await copy.settle(engine) }
            for post in posts { #expect(try await copy.states(of: post) == [.published]) }
            #expect(Self.texts(copy) == ["open", "open"])
            await copy.database.close()
        }
    }

    @Test("asks a person where the network cannot say", arguments: [FakeClass.container, .blind])
    func blind(_ kind: FakeClass) async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(kind), in: folder)
            let (post, copy, doubtful) = try await Self.copied(
                house, in: folder, sending: .minutes(3), later: .minutes(4)
            ) { engine, start in try await house.post("out", by: engine, plan: Self.plan(start + .minutes(1))) }
            #expect(doubtful == 1)
            try await copy.withDaemon { engine in
                try await copy.settle(engine)
                #expect(try await copy.notices().map(\.kind) == ["unknown"])
            }
            try await Self.expect(copy, post, ends: [.unknown], out: ["out"])
        }
    }

    @Test(
        "that was made in the middle of a send does not take what it knows of that send for all there was",
        arguments: [FakeClass.container, .idempotencyKey, .listing])
    func inHand(_ kind: FakeClass) async throws {
        try await withTemporaryFolder { folder in
            let house = try await Self.open(kind, in: folder)
            let life = Life(dyingAt: .intent)
            let post = try await house.withDaemon(life: life) { engine in
                let post = try await house.post("out", by: engine)
                try await house.settle(engine, life: life)
                return post
            }
            #expect(try await house.states(of: post) == [.sending])
            let (copy, doubtful) = try await Self.copyInHand(house, in: folder)
            #expect(doubtful == 1)
            #expect(try await copy.states(of: post) == [.ambiguous])
            try await Self.expect(
                copy, post, ends: [kind == .container ? .unknown : .published], out: ["out"])
        }
    }

    /// A copy of a house without a daemon, whose next daemon then finishes what the last one left.
    private static func copyInHand(_ house: House, in folder: String) async throws -> (House, Int) {
        _ = try await house.database.backup(to: folder + "/backup.db")
        try await house.withDaemon { engine in try await house.settle(engine) }
        #expect(texts(house) == ["out"])
        await house.database.close()
        return try await adopt(house, folder + "/backup.db", in: folder)
    }

    @Test("neither changes nor sends again what is in doubt")
    func locked() async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(.listing), in: folder)
            let (post, copy, _) = try await Self.copied(
                house, in: folder, sending: .minutes(3), later: .minutes(4)
            ) { engine, start in try await house.post("out", by: engine, plan: Self.plan(start + .minutes(1))) }
            let accounts = [copy.accounts[0].id: copy.accounts[0]]
            try await Self.expect(copy, post, ends: [.published], out: ["out"]) { engine in
                let edited = await #expect(throws: Problem.self) {
                    try await copy.change(engine) { writer, now, tx in
                        var edit = PostEdit()
                        edit.content = PostContent(parts: [PostPart(text: "other")])
                        return try writer.edit(post, edit, accounts: accounts, by: House.owner, now: now, in: tx)
                    }
                }
                #expect(edited?.code.rawValue == "being-sent")
                let retried = await #expect(throws: Problem.self) {
                    try await copy.change(engine) { try $0.retry(post, by: House.owner, now: $1, in: $2) }
                }
                #expect(retried?.code.rawValue == "nothing-to-retry")
            }
        }
    }

    @Test(
        "of a thread finds what is out and sends the rest, each part once",
        arguments: [FakeClass.recordKey, .idempotencyKey, .listing], [nil, Milliseconds.minutes(10)])
    func thread(_ kind: FakeClass, sending: Milliseconds?) async throws {
        try await withTemporaryFolder { folder in
            let house = try await Self.open(kind, in: folder)
            let (post, copy, doubtful) = try await Self.copiedThread(house, in: folder, sending: sending)
            #expect(Self.texts(house) == (sending == nil ? [] : ["one", "two", "three"]))
            #expect(doubtful == 1)
            #expect(try await copy.states(of: post) == [.ambiguous, .ambiguous, .ambiguous])
            try await Self.expect(
                copy, post, ends: [.published, .published, .published], out: ["one", "two", "three"])
        }
    }

    /// A copy an hour later of a house with a thread of three parts.
    private static func copiedThread(
        _ house: House, in folder: String, sending: Milliseconds? = nil
    ) async throws -> (made: PostID, copy: House, doubtful: Int) {
        try await copied(house, in: folder, sending: sending, later: .hours(1)) { engine, start in
            try await house.post("one", "two", "three", by: engine, plan: plan(start + .minutes(1)))
        }
    }

    @Test("withdraws a thread in doubt whole where nothing of it is out")
    func withdrawn() async throws {
        try await withTemporaryFolder { folder in
            let (post, copy, _) = try await Self.copiedThread(try await Self.open(.listing, in: folder), in: folder)
            try await Self.expect(copy, post, ends: [.cancelled, .cancelled, .cancelled], out: []) { engine in
                try await copy.change(engine) { try $0.cancel(post, by: House.owner, now: $1, in: $2) }
            }
        }
    }

    @Test("asks about two posts of one text, neither of which waits for the other")
    func equals() async throws {
        try await withTemporaryFolder { folder in
            let house = try await Self.open(.recordKey, in: folder)
            let (posts, copy, doubtful) = try await Self.copied(
                house, in: folder, sending: .minutes(10), later: .minutes(20)
            ) { engine, start in
                var posts: [PostID] = []
                for number in 1...2 as ClosedRange<Int64> {
                    posts.append(
                        try await house.post(
                            "open today", by: engine, plan: Self.plan(start + .minutes(number)), allowRepeat: true))
                }
                return posts
            }
            #expect(doubtful == 2)
            try await copy.withDaemon { engine in try await copy.settle(engine) }
            for post in posts { #expect(try await copy.states(of: post) == [.published]) }
            #expect(Self.texts(copy) == ["open today", "open today"])
            await copy.database.close()
        }
    }

    @Test("ends a thread whose first part is refused, every part of it")
    func refusedThread() async throws {
        try await withTemporaryFolder { folder in
            var script = FakeScript()
            script.plan(.publish, [.status(422)])
            let house = try await Self.open(.idempotencyKey, in: folder, script: script)
            let (post, copy, _) = try await Self.copiedThread(house, in: folder)
            try await Self.expect(copy, post, ends: [.failed, .failed, .failed], out: [])
        }
    }

    @Test("spaces what it finds unsent, and leaves what may just have been sent alone first")
    func spaced() async throws {
        try await withTemporaryFolder { folder in
            var opened = try await House.open(FakeRules(.recordKey), in: folder)
            opened.settings.fuse.burst = 5
            let house = opened
            let (_, copy, doubtful) = try await Self.copied(
                house, in: folder, sending: nil, later: .hours(1)
            ) { engine, start in
                for number in 1...8 as ClosedRange<Int64> {
                    try await house.post("post \(number)", by: engine, plan: Self.plan(start + .minutes(number)))
                }
            }
            #expect(doubtful == 8)
            let first = try await copy.database.read { tx in
                try tx.first("SELECT MIN(wake_at) FROM operation") { try $0.instant(0) }
            }
            #expect(first == copy.clock.now + .seconds(60))
            try await copy.withDaemon { engine in try await copy.settle(engine) }
            #expect(Self.texts(copy).count == 8)
            #expect(copy.gaps().allSatisfy { $0 >= copy.settings.catchUpGap })
            #expect(try await copy.notices().isEmpty)
            await copy.database.close()
        }
    }

    @Test("adopted twice keeps the parts of a thread behind the one that a person is asked about")
    func twice() async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(.blind), in: folder)
            let (post, once, _) = try await Self.copiedThread(house, in: folder)
            let doubt: [OperationState] = [.unknown, .ambiguous, .ambiguous]
            try await once.withDaemon { engine in
                try await once.settle(engine)
                #expect(try await once.states(of: post) == doubt)
                _ = try await once.database.backup(to: folder + "/second.db")
            }
            await once.database.close()
            let (copy, doubtful) = try await Self.adopt(once, folder + "/second.db", in: folder)
            #expect(doubtful == 0)
            try await Self.expect(
                copy, post, ends: [.published, .published, .published], out: ["one", "two", "three"]
            ) { engine in
                try await copy.settle(engine)
                #expect(try await copy.states(of: post) == doubt)
                try await copy.change(engine) {
                    try $0.resolve(post, .notPublished(resend: true), by: House.owner, now: $1, in: $2)
                }
            }
            let out = copy.network.posts(of: copy.accounts[0].id.description)
            #expect(zip(out, out.dropFirst()).allSatisfy { $1.parent == $0.id })
        }
    }
}
