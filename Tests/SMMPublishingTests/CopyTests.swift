import SMMAdapterKit
import SMMAdapterTestKit
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMPublishing
import SMMStore
import SMMTestSupport
import Testing

@Suite("A restored copy", .timeLimit(.minutes(10)))
struct CopyTests {
    @Test(
        "sends nothing that its original has sent, and what that has not as if it had been down",
        arguments: [FakeClass.recordKey, .idempotencyKey, .listing])
    func settled(_ kind: FakeClass) async throws {
        try await withTemporaryFolder { folder in
            let house = try await Copying.open(kind, in: folder)
            let (posts, copy, doubtful) = try await Copying.copied(
                house, in: folder, sending: .minutes(30), later: .hours(4)
            ) { engine, start in
                [
                    try await house.post("out", by: engine, plan: Copying.plan(start + .minutes(1))),
                    try await house.post("late", by: engine, plan: Copying.plan(start + .minutes(90))),
                    try await house.post("waiting", by: engine, plan: Copying.plan(start + .hours(3))),
                    try await house.post("future", by: engine, plan: Copying.plan(start + .hours(10))),
                ]
            }
            #expect(Copying.texts(house) == ["out"])
            #expect(doubtful == 3)
            for post in posts.prefix(3) { #expect(try await copy.states(of: post) == [.ambiguous]) }
            #expect(try await copy.states(of: posts[3]) == [.scheduled])
            try await copy.withDaemon { engine in
                try await copy.settle(engine, until: copy.clock.now + .hours(2))
                let ends: [OperationState] = [.published, .missed, .published, .scheduled]
                for (post, state) in zip(posts, ends) { #expect(try await copy.states(of: post) == [state]) }
            }
            #expect(Copying.texts(copy) == ["out", "waiting"])
            await copy.database.close()
        }
    }

    @Test("asks a person where the network fails every question for days")
    func silent() async throws {
        try await withTemporaryFolder { folder in
            let house = try await Copying.open(.listing, in: folder)
            let (post, adopted, _) = try await Copying.copied(
                house, in: folder, sending: nil, later: .minutes(4)
            ) { engine, start in try await house.post("out", by: engine, plan: Copying.plan(start + .minutes(1))) }
            var copy = adopted
            copy.adapter = SilentAdapter(real: FakeNetworkAdapter(house.rules))
            let start = copy.clock.now
            try await Copying.expect(copy, post, ends: [.unknown], out: [])
            #expect(copy.clock.now - start >= copy.settings.maximumLife)
        }
    }

    @Test("asks a person where the network cannot say", arguments: [FakeClass.container, .blind])
    func blind(_ kind: FakeClass) async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(kind), in: folder)
            let (post, copy, doubtful) = try await Copying.copied(
                house, in: folder, sending: .minutes(3), later: .minutes(4)
            ) { engine, start in try await house.post("out", by: engine, plan: Copying.plan(start + .minutes(1))) }
            #expect(doubtful == 1)
            try await copy.withDaemon { engine in
                try await copy.settle(engine)
                #expect(try await copy.notices().map(\.kind) == ["unknown"])
            }
            try await Copying.expect(copy, post, ends: [.unknown], out: ["out"])
        }
    }

    @Test(
        "that was made in the middle of a send does not take what it knows of that send for all there was",
        arguments: [FakeClass.container, .idempotencyKey, .listing])
    func inHand(_ kind: FakeClass) async throws {
        try await withTemporaryFolder { folder in
            let house = try await Copying.open(kind, in: folder)
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
            try await Copying.expect(
                copy, post, ends: [kind == .container ? .unknown : .published], out: ["out"])
        }
    }

    /// A copy of a house without a daemon, whose next daemon then finishes what the last one left.
    private static func copyInHand(_ house: House, in folder: String) async throws -> (House, Int) {
        _ = try await house.database.backup(to: folder + "/backup.db")
        try await house.withDaemon { engine in try await house.settle(engine) }
        #expect(Copying.texts(house) == ["out"])
        await house.database.close()
        return try await Copying.adopt(house, folder + "/backup.db", in: folder)
    }

    @Test("neither changes nor sends again what is in doubt")
    func locked() async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(.listing), in: folder)
            let (post, copy, _) = try await Copying.copied(
                house, in: folder, sending: .minutes(3), later: .minutes(4)
            ) { engine, start in try await house.post("out", by: engine, plan: Copying.plan(start + .minutes(1))) }
            let accounts = [copy.accounts[0].id: copy.accounts[0]]
            try await Copying.expect(copy, post, ends: [.published], out: ["out"]) { engine in
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

    @Test("spaces what it finds unsent, and leaves what may just have been sent alone first")
    func spaced() async throws {
        try await withTemporaryFolder { folder in
            var opened = try await House.open(FakeRules(.recordKey), in: folder)
            opened.settings.fuse.burst = 5
            let house = opened
            let (_, copy, doubtful) = try await Copying.copied(
                house, in: folder, sending: nil, later: .hours(1)
            ) { engine, start in
                for number in 1...8 as ClosedRange<Int64> {
                    try await house.post("post \(number)", by: engine, plan: Copying.plan(start + .minutes(number)))
                }
            }
            #expect(doubtful == 8)
            let first = try await copy.database.read { tx in
                try tx.first("SELECT MIN(wake_at) FROM operation") { try $0.instant(0) }
            }
            #expect(first == copy.clock.now + .seconds(60))
            try await copy.withDaemon { engine in try await copy.settle(engine) }
            #expect(Copying.texts(copy).count == 8)
            #expect(copy.gaps().allSatisfy { $0 >= copy.settings.catchUpGap })
            #expect(try await copy.notices().isEmpty)
            await copy.database.close()
        }
    }
}
