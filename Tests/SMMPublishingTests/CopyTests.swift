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
    private static func open(_ kind: FakeClass, in folder: String) async throws -> House {
        var house = try await House.open(FakeRules(kind), in: folder)
        house.settings.onAbsent = .resend
        return house
    }

    /// The same house on the copy that was made of its database, which a start has adopted.
    private static func adopt(_ house: House, _ backup: String, in folder: String) async throws -> (House, Int) {
        let configuration = SQLiteConfiguration(
            path: folder + "/copy.db", migrations: Schema.migrations, time: house.clock, makeGeneration: { "gen2" })
        _ = try SQLiteRestore.place(backup, configuration)
        let database = try await SQLiteDatabase.open(configuration)
        let now = house.clock.now
        let doubtful = Counted()
        try await database.adoptCopy { tx in
            doubtful.set(try CopyDoubt.enter(dueBy: now, now: now, settle: { _ in .seconds(60) }, in: tx))
        }
        return (
            House(
                clock: house.clock, network: house.network, rules: house.rules, database: database,
                brand: house.brand, accounts: house.accounts, ids: house.ids, settings: house.settings), doubtful.count
        )
    }

    private static func plan(_ due: Instant) -> PostPlan { .at(due, wall: "w", zone: "UTC", fold: 0) }

    private static func texts(_ house: House) -> [String] {
        house.network.posts(of: house.accounts[0].id.description).map(\.text)
    }

    private static func isRefused(
        _ code: String, _ body: () async throws -> Void
    ) async -> Bool {
        do {
            try await body()
            return false
        } catch let problem as Problem {
            return problem.code.rawValue == code
        } catch {
            return false
        }
    }

    @Test(
        "sends nothing that its original has sent, and what that has not as if it had been down",
        arguments: [
            FakeClass.recordKey, .idempotencyKey, .listing,
        ])
    func settled(_ kind: FakeClass) async throws {
        try await withTemporaryFolder { folder in
            let house = try await Self.open(kind, in: folder)
            let start = house.clock.now
            let (out, late, waiting, future) = try await house.withDaemon { engine in
                let out = try await house.post("out", by: engine, plan: Self.plan(start + .minutes(1)))
                let late = try await house.post("late", by: engine, plan: Self.plan(start + .minutes(90)))
                let waiting = try await house.post("waiting", by: engine, plan: Self.plan(start + .hours(3)))
                let future = try await house.post("future", by: engine, plan: Self.plan(start + .hours(10)))
                _ = try await house.database.backup(to: folder + "/backup.db")
                try await house.settle(engine, until: start + .minutes(30))
                #expect(try await house.states(of: out) == [.published])
                return (out, late, waiting, future)
            }
            await house.database.close()
            house.clock.jump(to: start + .hours(4))
            let (copy, doubtful) = try await Self.adopt(house, folder + "/backup.db", in: folder)
            #expect(doubtful == 3)
            for post in [out, late, waiting] { #expect(try await copy.states(of: post) == [.ambiguous]) }
            #expect(try await copy.states(of: future) == [.scheduled])
            try await copy.withDaemon { engine in
                try await copy.settle(engine, until: start + .hours(6))
                #expect(try await copy.states(of: out) == [.published])
                #expect(try await copy.states(of: late) == [.missed])
                #expect(try await copy.states(of: waiting) == [.published])
                #expect(try await copy.states(of: future) == [.scheduled])
            }
            #expect(Self.texts(copy) == ["out", "waiting"])
            await copy.database.close()
        }
    }

    @Test("asks a person where the network cannot say", arguments: [FakeClass.container, .blind])
    func blind(_ kind: FakeClass) async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(kind), in: folder)
            let start = house.clock.now
            let post = try await house.withDaemon { engine in
                let post = try await house.post("out", by: engine, plan: Self.plan(start + .minutes(1)))
                _ = try await house.database.backup(to: folder + "/backup.db")
                try await house.settle(engine)
                return post
            }
            await house.database.close()
            let (copy, doubtful) = try await Self.adopt(house, folder + "/backup.db", in: folder)
            #expect(doubtful == 1)
            try await copy.withDaemon { engine in
                try await copy.settle(engine)
                #expect(try await copy.states(of: post) == [.unknown])
                #expect(try await copy.notices().map(\.kind) == ["unknown"])
            }
            #expect(Self.texts(copy) == ["out"])
            await copy.database.close()
        }
    }

    @Test(
        "that was made in the middle of a send does not take what it knows of that send for all there was",
        arguments: [
            FakeClass.container, .idempotencyKey, .listing,
        ])
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
            _ = try await house.database.backup(to: folder + "/backup.db")
            try await house.withDaemon { engine in try await house.settle(engine) }
            #expect(Self.texts(house) == ["out"])
            await house.database.close()
            let (copy, doubtful) = try await Self.adopt(house, folder + "/backup.db", in: folder)
            #expect(doubtful == 1)
            #expect(try await copy.states(of: post) == [.ambiguous])
            try await copy.withDaemon { engine in
                try await copy.settle(engine)
                #expect(try await copy.states(of: post) == [kind == .container ? .unknown : .published])
            }
            #expect(Self.texts(copy) == ["out"])
            await copy.database.close()
        }
    }

    @Test("neither changes nor sends again what is in doubt")
    func locked() async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(.listing), in: folder)
            let start = house.clock.now
            let post = try await house.withDaemon { engine in
                let post = try await house.post("out", by: engine, plan: Self.plan(start + .minutes(1)))
                _ = try await house.database.backup(to: folder + "/backup.db")
                try await house.settle(engine)
                return post
            }
            await house.database.close()
            let (copy, _) = try await Self.adopt(house, folder + "/backup.db", in: folder)
            let now = copy.clock.now
            let accounts = [copy.accounts[0].id: copy.accounts[0]]
            try await copy.withDaemon { engine in
                let writer = engine.writer
                #expect(
                    await Self.isRefused("being-sent") {
                        try await copy.database.write { tx in
                            var edit = PostEdit()
                            edit.content = PostContent(parts: [PostPart(text: "other")])
                            _ = try writer.edit(post, edit, accounts: accounts, by: House.owner, now: now, in: tx)
                        }
                    })
                #expect(
                    await Self.isRefused("nothing-to-retry") {
                        try await copy.database.write { tx in
                            _ = try writer.retry(post, by: House.owner, now: now, in: tx)
                        }
                    })
                try await copy.settle(engine)
            }
            #expect(Self.texts(copy) == ["out"])
            await copy.database.close()
        }
    }

    @Test(
        "of a thread finds what is out and sends the rest, each part once",
        arguments: [
            FakeClass.recordKey, .idempotencyKey, .listing,
        ])
    func thread(_ kind: FakeClass) async throws {
        for sent in [0, 3] {
            try await withTemporaryFolder { folder in
                let house = try await Self.open(kind, in: folder)
                let start = house.clock.now
                let post = try await house.withDaemon { engine in
                    let post = try await house.post(
                        "one", "two", "three", by: engine, plan: Self.plan(start + .minutes(1)))
                    _ = try await house.database.backup(to: folder + "/backup.db")
                    if sent > 0 { try await house.settle(engine) }
                    return post
                }
                await house.database.close()
                house.clock.jump(to: start + .hours(1))
                let (copy, doubtful) = try await Self.adopt(house, folder + "/backup.db", in: folder)
                #expect(doubtful == 1)
                #expect(try await copy.states(of: post) == [.ambiguous, .ambiguous, .ambiguous])
                try await copy.withDaemon { engine in
                    try await copy.settle(engine)
                    #expect(try await copy.states(of: post) == [.published, .published, .published])
                }
                #expect(Self.texts(copy) == ["one", "two", "three"])
                await copy.database.close()
            }
        }
    }

    @Test("withdraws a thread in doubt whole where nothing of it is out")
    func withdrawn() async throws {
        try await withTemporaryFolder { folder in
            let house = try await Self.open(.listing, in: folder)
            let start = house.clock.now
            let post = try await house.withDaemon { engine in
                let post = try await house.post("one", "two", by: engine, plan: Self.plan(start + .minutes(1)))
                _ = try await house.database.backup(to: folder + "/backup.db")
                return post
            }
            await house.database.close()
            house.clock.jump(to: start + .hours(1))
            let (copy, _) = try await Self.adopt(house, folder + "/backup.db", in: folder)
            let now = copy.clock.now
            try await copy.withDaemon { engine in
                let writer = engine.writer
                await engine.committed(
                    try await copy.database.write { tx in
                        try writer.cancel(post, by: House.owner, now: now, in: tx)
                    })
                try await copy.settle(engine)
                #expect(try await copy.states(of: post) == [.cancelled, .cancelled])
            }
            #expect(Self.texts(copy) == [])
            await copy.database.close()
        }
    }

    @Test("asks about two posts of one text, neither of which waits for the other")
    func equals() async throws {
        try await withTemporaryFolder { folder in
            let house = try await Self.open(.recordKey, in: folder)
            let start = house.clock.now
            let posts = try await house.withDaemon { engine in
                var posts: [PostID] = []
                for number in 1...2 as ClosedRange<Int64> {
                    posts.append(
                        try await house.post(
                            "open today", by: engine, plan: Self.plan(start + .minutes(number)), allowRepeat: true))
                }
                _ = try await house.database.backup(to: folder + "/backup.db")
                try await house.settle(engine)
                return posts
            }
            await house.database.close()
            let (copy, doubtful) = try await Self.adopt(house, folder + "/backup.db", in: folder)
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
            var house = try await House.open(FakeRules(.idempotencyKey), in: folder, script: script)
            house.settings.onAbsent = .resend
            try await Self.refuseThread(house, in: folder)
        }
    }

    private static func refuseThread(_ house: House, in folder: String) async throws {
        let start = house.clock.now
        let post = try await house.withDaemon { engine in
            let post = try await house.post("one", "two", "three", by: engine, plan: plan(start + .minutes(1)))
            _ = try await house.database.backup(to: folder + "/backup.db")
            return post
        }
        await house.database.close()
        house.clock.jump(to: start + .hours(1))
        let (copy, _) = try await adopt(house, folder + "/backup.db", in: folder)
        try await copy.withDaemon { engine in
            try await copy.settle(engine)
            #expect(try await copy.states(of: post) == [.failed, .failed, .failed])
        }
        await copy.database.close()
    }

    @Test("spaces what it finds unsent, and leaves what may just have been sent alone first")
    func spaced() async throws {
        try await withTemporaryFolder { folder in
            var opened = try await House.open(FakeRules(.recordKey), in: folder)
            opened.settings.fuse.burst = 5
            let house = opened
            let start = house.clock.now
            try await house.withDaemon { engine in
                for number in 1...8 as ClosedRange<Int64> {
                    try await house.post("post \(number)", by: engine, plan: Self.plan(start + .minutes(number)))
                }
                _ = try await house.database.backup(to: folder + "/backup.db")
            }
            await house.database.close()
            house.clock.jump(to: start + .hours(1))
            let (copy, doubtful) = try await Self.adopt(house, folder + "/backup.db", in: folder)
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
            let start = house.clock.now
            let post = try await house.withDaemon { engine in
                let post = try await house.post("one", "two", by: engine, plan: Self.plan(start + .minutes(1)))
                _ = try await house.database.backup(to: folder + "/backup.db")
                return post
            }
            await house.database.close()
            house.clock.jump(to: start + .hours(1))
            let (once, _) = try await Self.adopt(house, folder + "/backup.db", in: folder)
            try await once.withDaemon { engine in
                try await once.settle(engine)
                #expect(try await once.states(of: post) == [.unknown, .ambiguous])
                _ = try await once.database.backup(to: folder + "/second.db")
            }
            await once.database.close()
            let (copy, doubtful) = try await Self.adopt(once, folder + "/second.db", in: folder)
            #expect(doubtful == 0)
            let now = copy.clock.now
            try await copy.withDaemon { engine in
                try await copy.settle(engine)
                #expect(try await copy.states(of: post) == [.unknown, .ambiguous])
                let writer = engine.writer
                await engine.committed(
                    try await copy.database.write { tx in
                        try writer.resolve(
                            post, .notPublished(resend: true), by: House.owner, now: now, in: tx)
                    })
                try await copy.settle(engine)
                #expect(try await copy.states(of: post) == [.published, .published])
            }
            let out = copy.network.posts(of: copy.accounts[0].id.description)
            #expect(out.map(\.text) == ["one", "two"])
            #expect(out.last?.parent == out.first?.id)
            await copy.database.close()
        }
    }
}
