import SMMAdapterKit
import SMMAdapterTestKit
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMPublishing
import SMMStore
import SMMTestSupport
import Testing

@Suite("Guards")
struct GuardTests {
    @Test("a hold placed after the intent stops the first byte, and the post goes out when it is released")
    func gateClosesAfterIntent() async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(.listing), in: folder)
            let stopper = GateCloser(house: house)
            try await house.withDaemon(observing: stopper) { engine in
                stopper.arm(engine.gate)
                let post = try await house.post("held at the last moment", by: engine)
                try await house.settle(engine)
                #expect(house.network.report().made == 0)
                #expect(try await house.states(of: post) == [.scheduled])
                engine.gate.release(stopper.hold.id)
                try await house.settle(engine)
                #expect(try await house.states(of: post) == [.published])
                #expect(house.network.report().made == 1)
            }
        }
    }

    @Test("an account that is held keeps its posts untouched while another one's go out")
    func accountHold() async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(.listing), in: folder, accounts: 2)
            try await house.withDaemon { engine in
                let hold = Hold(
                    id: house.ids.next(), brand: house.brand, scope: .account(house.accounts[0].id), reason: .operator,
                    detail: "holiday", placedAt: house.clock.now, placedBy: "anna")
                try await house.database.write { tx in try Holds.place(hold, in: tx) }
                engine.gate.place(hold)
                let held = try await house.post("held", by: engine, to: 0)
                let free = try await house.post("free", by: engine, to: 1)
                try await house.settle(engine)
                #expect(try await house.states(of: held) == [.scheduled])
                #expect(try await house.states(of: free) == [.published])
            }
        }
    }

    @Test("the fuse holds the account at its cap, and a person's reset lets it go on")
    func fuseTrips() async throws {
        try await withTemporaryFolder { folder in
            var open = try await House.open(FakeRules(.listing), in: folder)
            open.settings.fuse.perHour = 2
            let house = open
            try await house.withDaemon { engine in
                for text in ["one", "two", "three", "four"] { try await house.post(text, by: engine) }
                try await house.settle(engine)
                #expect(house.network.report().made == 2)
                let holds = engine.gate.all
                #expect(holds.map(\.reason) == [.fuse])
                let notices = try await house.database.read { tx in
                    try tx.query("SELECT command FROM notice WHERE kind = 'fuse'") { try $0.text(0) }
                }
                #expect(notices == ["smmctl fuse reset \(house.accounts[0].id)"])
                let now = house.clock.now
                for hold in holds {
                    _ = try await house.database.write { tx in try Holds.release(hold.id, by: "anna", now: now, in: tx)
                    }
                    engine.gate.release(hold.id)
                }
                await engine.dispatcher.resetFuse(house.accounts[0].id)
                try await house.settle(engine)
                #expect(house.network.report().made == 4)
            }
        }
    }

    @Test("the fuse remembers across a restart")
    func fuseRemembers() async throws {
        try await withTemporaryFolder { folder in
            var open = try await House.open(FakeRules(.listing), in: folder)
            open.settings.fuse.perDay = 1
            let house = open
            try await house.withDaemon { engine in
                try await house.post("one", by: engine)
                try await house.settle(engine)
            }
            try await house.withDaemon { engine in
                try await house.post("two", by: engine)
                try await house.settle(engine)
                #expect(house.network.report().made == 1)
                #expect(engine.gate.all.map(\.reason) == [.fuse])
            }
        }
    }

    @Test("the minimum gap spaces posts of one account and leaves others alone")
    func minimumGap() async throws {
        try await withTemporaryFolder { folder in
            var open = try await House.open(FakeRules(.listing), in: folder, accounts: 2)
            open.settings.fuse.minimumGap = .seconds(10)
            let house = open
            try await house.withDaemon { engine in
                for text in ["one", "two", "three"] { try await house.post(text, by: engine, to: 0) }
                try await house.post("other", by: engine, to: 1)
                try await house.settle(engine)
                let gaps = house.gaps()
                #expect(gaps.count == 2 && gaps.allSatisfy { $0 >= .seconds(10) })
            }
        }
    }

    @Test("the same text for the same account is refused while it waits, and allowed when a person says so")
    func repeats() async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(.listing), in: folder)
            try await house.withDaemon { engine in
                try await house.post("again", by: engine)
                await #expect(throws: Problem.self) { try await house.post("again", by: engine) }
                try await house.post("again", by: engine, allowRepeat: true)
                try await house.settle(engine)
                #expect(house.network.report().made == 2)
            }
        }
    }

    @Test("the same text within a day is stopped by the fuse even though the first is long published")
    func repeatFuse() async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(.listing), in: folder)
            try await house.withDaemon { engine in
                try await house.post("again", by: engine)
                try await house.settle(engine)
                let second = try await house.post("again", by: engine)
                try await house.settle(engine)
                #expect(house.network.report().made == 1)
                #expect(try await house.states(of: second) == [.scheduled])
                #expect(engine.gate.all.map(\.reason) == [.fuse])
            }
        }
    }

    @Test("a destination that does not answer opens the breaker; the other accounts' posts are not harmed")
    func breaker() async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(.listing), in: folder, accounts: 8)
            house.network.plan(
                .publish, .fail(.notConnected, code: "connection-refused"),
                .fail(.notConnected, code: "connection-refused"),
                .fail(.notConnected, code: "connection-refused"), .fail(.notConnected, code: "connection-refused"),
                .fail(.notConnected, code: "connection-refused"))
            try await house.withDaemon { engine in
                var posts: [PostID] = []
                for account in 0..<8 { posts.append(try await house.post("post \(account)", by: engine, to: account)) }
                try await house.settle(engine)
                for post in posts { #expect(try await house.states(of: post) == [.published]) }
                #expect(house.network.report().doubles.isEmpty)
            }
        }
    }

    @Test("a platform's wait is obeyed by the whole account")
    func rateLimit() async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(.listing), in: folder)
            house.network.plan(.publish, .limited([HTTPField("Retry-After", "120")]))
            try await house.withDaemon { engine in
                let start = house.clock.now
                try await house.post("one", by: engine)
                try await house.post("two", by: engine)
                try await house.settle(engine)
                let times = house.network.posts(of: house.accounts[0].id.description).map(\.createdAt)
                #expect(times.count == 2)
                #expect(times.allSatisfy { $0 - start >= .seconds(120) })
            }
        }
    }

    @Test("an author's post waits for an approver, a viewer and a stranger make none")
    func roles() async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(.listing), in: folder)
            try await house.withDaemon { engine in
                func make(_ role: Role?) async throws -> PostChange {
                    let principal = Principal(
                        kind: .user, name: "ben", uid: 1001, via: "socket", roles: role.map { [house.brand: $0] } ?? [:]
                    )
                    let new = NewPost(
                        brand: house.brand, content: PostContent(parts: [PostPart(text: "by ben")]),
                        targets: house.accounts, plan: .now)
                    let now = house.clock.now
                    return try await house.database.write { tx in
                        try engine.writer.create(new, by: principal, now: now, in: tx).change
                    }
                }
                let change = try await make(.author)
                await engine.committed(change)
                try await house.settle(engine)
                #expect(change.holds.map(\.reason) == [.approval])
                #expect(house.network.report().made == 0)
                await #expect { try await make(.viewer) } throws: { ($0 as? Problem)?.status == 403 }
                await #expect { try await make(nil) } throws: { ($0 as? Problem)?.status == 404 }
            }
        }
    }
}
