import SMMAdapterKit
import SMMAdapterTestKit
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMTestSupport
import Testing

@testable import SMMPublishing

/// What a person withdraws while the machine has it in hand.
@Suite("A post withdrawn in the meantime", .timeLimit(.minutes(10)))
struct WithdrawnTests {
    private static func withdraw(in house: House) -> @Sendable () async -> Void {
        { [database = house.database] in
            do {
                try await database.write { tx in
                    try tx.execute("UPDATE operation SET cancel_requested = 1 WHERE kind = 'publish'")
                }
            } catch { Issue.record(error) }
        }
    }

    /// Publishes on a network that answers so, with an adapter that lets somebody withdraw the post meanwhile.
    private static func expectNothingSent(
        _ kind: FakeClass, _ fault: FakeFault, _ adapter: (House) -> MeddlingAdapter
    ) async throws {
        try await withTemporaryFolder { folder in
            var open = try await House.open(FakeRules(kind), in: folder)
            open.adapter = adapter(open)
            let house = open
            house.network.plan(.publish, fault)
            try await house.withDaemon { engine in
                let post = try await house.post("Oops", by: engine)
                try await house.settle(engine)
                #expect(try await house.states(of: post) == [.cancelled])
                #expect(house.network.report().made == 0)
            }
        }
    }

    /// Applies a turn as the dispatcher does.
    private static func apply(
        _ house: House, at now: Instant, _ fill: (inout CycleBatch) -> Void
    ) async throws -> CycleOutcome {
        let store = OperationStore(ids: house.ids, settings: house.settings, slots: house.slots)
        var batch = CycleBatch()
        fill(&batch)
        let turn = batch
        return try await house.database.write { tx in try store.apply(turn, anyHold: false, now: now, in: tx) }
    }

    @Test(
        "while its request is on its way is not sent again, whatever kept it from going out",
        arguments: [
            FakeFault.status(503, headers: [.init("Retry-After", "60")]), .status(429), .status(401),
            .fail(.notConnected, code: "connection-refused"),
        ])
    func sending(_ fault: FakeFault) async throws {
        try await Self.expectNothingSent(.listing, fault) { house in
            MeddlingAdapter(real: FakeNetworkAdapter(house.rules), whileSending: Self.withdraw(in: house))
        }
    }

    @Test("while the network is asked about it is not sent when it turns out not to be there")
    func asking() async throws {
        try await Self.expectNothingSent(.recordKey, .lose(effect: false)) { house in
            MeddlingAdapter(real: FakeNetworkAdapter(house.rules), whileAsking: Self.withdraw(in: house))
        }
    }

    @Test("while it waits for its account's turn is not resent to find out, but asked about")
    func resent() async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(.idempotencyKey), in: folder)
            house.network.plan(.publish, .lose(effect: false))
            try await house.withDaemon { engine in
                let post = try await house.post("Oops", by: engine)
                house.clock.advance(by: .seconds(20))
                await engine.dispatcher.due()
                try await house.quiet(engine)
                #expect(try await house.states(of: post) == [.ambiguous])
                let now = house.clock.now + .hours(1)
                let claimed = try await Self.apply(house, at: now) { $0.claim = 1 }.claimed
                #expect(try await house.states(of: post) == [.reconciling])
                try await house.change(engine) { try $0.cancel(post, by: House.owner, now: $1, in: $2) }
                let outcome = try await Self.apply(house, at: now) { turn in
                    turn.starts = claimed.map { CycleBatch.Start(claimed: $0, attempt: house.ids.next()) }
                }
                #expect(outcome.started.isEmpty && outcome.wakes == [now])
                #expect(try await house.states(of: post) == [.ambiguous])
                try await house.settle(engine)
                #expect(house.network.report().made == 0)
            }
        }
    }

    @Test("while it waits for its lane is not moved to the next slot, which would bring it back")
    func moved() async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(.listing), in: folder)
            try await house.withDaemon { engine in
                let post = try await house.post("Oops", by: engine)
                let now = house.clock.now + .minutes(1)
                let claimed = try await Self.apply(house, at: now) { $0.claim = 1 }.claimed
                #expect(claimed.count == 1)
                try await house.change(engine) { try $0.cancel(post, by: House.owner, now: $1, in: $2) }
                let outcome = try await Self.apply(house, at: now) { $0.moved = claimed }
                #expect(outcome.wakes.isEmpty && outcome.ended.isEmpty)
                #expect(try await house.states(of: post) == [.cancelled])
            }
        }
    }
}
