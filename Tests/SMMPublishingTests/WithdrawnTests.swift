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

    @Test(
        "while its request is on its way is not sent again, whatever kept it from going out",
        arguments: [
            FakeFault.status(503, headers: [.init("Retry-After", "60")]), .status(429), .status(401),
            .fail(.notConnected, code: "connection-refused"),
        ])
    func sending(_ fault: FakeFault) async throws {
        try await withTemporaryFolder { folder in
            var open = try await House.open(FakeRules(.listing), in: folder)
            open.adapter = MeddlingAdapter(
                real: FakeNetworkAdapter(open.rules), whileSending: Self.withdraw(in: open))
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

    @Test("while the network is asked about it is not sent when it turns out not to be there")
    func asking() async throws {
        try await withTemporaryFolder { folder in
            var open = try await House.open(FakeRules(.recordKey), in: folder)
            open.adapter = MeddlingAdapter(real: FakeNetworkAdapter(open.rules), whileAsking: Self.withdraw(in: open))
            let house = open
            house.network.plan(.publish, .lose(effect: false))
            try await house.withDaemon { engine in
                let post = try await house.post("Oops", by: engine)
                try await house.settle(engine)
                #expect(try await house.states(of: post) == [.cancelled])
                #expect(house.network.report().made == 0)
            }
        }
    }

    @Test("while it waits for its account's turn is not resent to find out, but asked about")
    func resent() async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(.idempotencyKey), in: folder)
            let store = OperationStore(ids: house.ids, settings: house.settings, slots: house.slots)
            house.network.plan(.publish, .lose(effect: false))
            try await house.withDaemon { engine in
                let post = try await house.post("Oops", by: engine)
                house.clock.advance(by: .seconds(20))
                await engine.dispatcher.due()
                try await house.quiet(engine)
                #expect(try await house.states(of: post) == [.ambiguous])
                let now = house.clock.now + .hours(1)
                var claim = CycleBatch()
                claim.claim = 1
                let taking = claim
                let claimed = try await house.database.write { tx in
                    try store.apply(taking, anyHold: false, now: now, in: tx).claimed
                }
                #expect(try await house.states(of: post) == [.reconciling])
                try await house.change(engine) { try $0.cancel(post, by: House.owner, now: $1, in: $2) }
                var start = CycleBatch()
                start.starts = claimed.map { CycleBatch.Start(claimed: $0, attempt: house.ids.next()) }
                let starting = start
                let outcome = try await house.database.write { tx in
                    try store.apply(starting, anyHold: false, now: now, in: tx)
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
            let store = OperationStore(ids: house.ids, settings: house.settings, slots: house.slots)
            try await house.withDaemon { engine in
                let post = try await house.post("Oops", by: engine)
                let now = house.clock.now + .minutes(1)
                var claim = CycleBatch()
                claim.claim = 1
                let taking = claim
                let claimed = try await house.database.write { tx in
                    try store.apply(taking, anyHold: false, now: now, in: tx).claimed
                }
                #expect(claimed.count == 1)
                try await house.change(engine) { try $0.cancel(post, by: House.owner, now: $1, in: $2) }
                var move = CycleBatch()
                move.moved = claimed
                let moving = move
                let outcome = try await house.database.write { tx in
                    try store.apply(moving, anyHold: false, now: now, in: tx)
                }
                #expect(outcome.wakes.isEmpty && outcome.ended.isEmpty)
                #expect(try await house.states(of: post) == [.cancelled])
            }
        }
    }
}
