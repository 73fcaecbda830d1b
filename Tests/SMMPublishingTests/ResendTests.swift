import SMMAdapterKit
import SMMAdapterTestKit
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMPublishing
import SMMStore
import SMMTestSupport
import Testing

/// A send whose answer was lost, sent again under the same idempotency key.
@Suite("A resend", .timeLimit(.minutes(10)))
struct ResendTests {
    /// Publishes "once" with these faults, in order; the network's posts and the operation's state at the end.
    private static func run(
        _ faults: [FakeFault], expires: Milliseconds? = nil,
        _ meddle: @Sendable (House, PublishEngine, PostID) async throws -> Void = { _, _, _ in }
    ) async throws -> (texts: [String], states: [OperationState], notices: [String]) {
        try await withTemporaryFolder { folder in
            var script = FakeScript()
            script.plan(.publish, faults)
            var rules = FakeRules(.idempotencyKey)
            rules.keyWindow = .hours(1)
            let house = try await House.open(rules, in: folder, script: script)
            return try await house.withDaemon { engine in
                let post = try await house.post("once", by: engine, expires: expires.map { house.clock.now + $0 })
                try await meddle(house, engine, post)
                try await house.settle(engine)
                return (
                    house.network.posts(of: house.accounts[0].id.description).filter { $0.deletedAt == nil }.map(
                        \.text),
                    try await house.states(of: post), try await house.notices().map(\.kind)
                )
            }
        }
    }

    @Test(
        "that is told to wait beyond its key's window leaves the first send in doubt: it is asked about, not repeated")
    func rateLimited() async throws {
        let (texts, states, _) = try await Self.run([
            .lose(effect: true), .status(429, headers: [.init("Retry-After", "3900")]),
        ])
        #expect(texts == ["once"])
        #expect(states == [.published])
    }

    @Test("whose network is not there for longer than the key's window is asked about as well")
    func unavailable() async throws {
        let (texts, states, _) = try await Self.run([
            .lose(effect: true), .status(503, headers: [.init("Retry-After", "3900")]),
        ])
        #expect(texts == ["once"])
        #expect(states == [.published])
    }

    @Test("is not made after the post's last moment: it is asked about instead")
    func tooLate() async throws {
        for isOut in [false, true] {
            let (texts, states, _) = try await Self.run([.lose(effect: isOut)], expires: .seconds(16))
            #expect(texts == (isOut ? ["once"] : []))
            #expect(states == [isOut ? .published : .unknown])
        }
    }

    @Test("that needs a new credential waits in doubt, and is asked about once that is there")
    func reauth() async throws {
        let (texts, states, notices) = try await Self.run([.lose(effect: true), .status(401)]) { house, engine, post in
            try await house.settle(engine)
            #expect(try await house.states(of: post) == [.ambiguous])
            house.clock.advance(by: .minutes(71))
            let holds = try await house.database.read { tx in try Holds.active(in: tx) }
            let now = house.clock.now
            for hold in holds {
                try await house.database.write { tx in
                    try tx.execute("UPDATE hold SET released_at = \(now) WHERE id = \(hold.id.rawValue)")
                }
                engine.gate.release(hold.id)
            }
        }
        #expect(texts == ["once"])
        #expect(states == [.published])
        #expect(notices == ["reauth"])
    }

    @Test("that is refused for good is a person's to judge: what was sent first may be out")
    func refused() async throws {
        let (texts, states, notices) = try await Self.run([.lose(effect: true), .status(422)])
        #expect(texts == ["once"])
        #expect(states == [.unknown])
        #expect(notices == ["unknown"])
    }

    @Test("is not made of what a person has withdrawn meanwhile: that is looked for, and taken down if it is out")
    func withdrawn() async throws {
        for isOut in [false, true] {
            let (texts, states, _) = try await Self.run([.lose(effect: isOut)]) { house, engine, post in
                try await house.settle(engine, until: house.clock.now + .seconds(20))
                #expect(try await house.states(of: post) == [.ambiguous])
                try await house.change(engine) { try $0.cancel(post, by: House.owner, now: $1, in: $2) }
            }
            #expect(texts == [])
            #expect(states == (isOut ? [.published, .published] : [.unknown]))
        }
    }

    @Test("of a thread's part that a person knows is not out, and does not want again, ends what comes behind it")
    func notPublished() async throws {
        try await withTemporaryFolder { folder in
            var script = FakeScript()
            script.plan(.publish, [.lose(effect: false)])
            let house = try await House.open(FakeRules(.blind), in: folder, script: script)
            try await house.withDaemon { engine in
                let post = try await house.post("one", "two", by: engine)
                try await house.settle(engine)
                #expect(try await house.states(of: post) == [.unknown, .scheduled])
                try await house.change(engine) {
                    try $0.resolve(post, .notPublished(resend: false), by: House.owner, now: $1, in: $2)
                }
                #expect(try await house.states(of: post) == [.failed, .failed])
            }
        }
    }
}
