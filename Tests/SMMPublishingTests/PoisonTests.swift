import SMMAdapterTestKit
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMPublishing
import SMMTestSupport
import Testing

@Suite("A post that ends the daemon")
struct PoisonTests {
    @Test("a question in whose middle the daemon ended three times is held; one that was merely claimed is not counted")
    func question() async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(.recordKey), in: folder)
            let both = try await Self.ambiguous([(0, "asked"), (0, "behind")], house)
            for _ in 0..<2 { #expect(try await Self.crash(both, as: .reconciling, house).isEmpty) }
            #expect(try await Self.crash(both, as: .reconciling, house) == both.prefix(1).map { .operation($0) })
            #expect(try await Self.crashes(both, house) == [3, 0])
            #expect(try await house.notices().map(\.kind) == ["poison"])
        }
    }

    @Test("beside a send on the same account a question was merely claimed")
    func besideSend() async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(.recordKey), in: folder)
            let both = try await Self.ambiguous([(0, "claimed"), (0, "sent")], house)
            try await Self.set(both[0], .reconciling, house)
            #expect(try await Self.crash([both[1]], as: .sending, house).isEmpty)
            #expect(try await Self.crashes(both, house) == [0, 1])
        }
    }

    @Test(
        "before one more crash would hold them all, suspects are woken one after another",
        arguments: [
            OperationState.reconciling, .sending,
        ])
    func spaced(state: OperationState) async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(.recordKey), in: folder, accounts: 3)
            let suspects = try await Self.ambiguous([(0, "one"), (1, "two"), (2, "three")], house)
            #expect(try await Self.crash(suspects, as: state, house).isEmpty)
            let first = try await Self.wakes(suspects, house)
            #expect(Set(first).count == 1, "one crash is no reason to wait")
            #expect(try await Self.crash(suspects, as: state, house).isEmpty)
            let second = try await Self.wakes(suspects, house)
            #expect(zip(second, second.dropFirst()).map { $1 - $0 } == [.minutes(2), .minutes(2)])
            #expect(try await Self.crash([suspects[1]], as: state, house) == [.operation(suspects[1])])
            #expect(try await Self.crashes(suspects, house) == [2, 3, 2])
        }
    }

    @Test(
        "the post that ends daemon after daemon when it is asked about is held, and all others go out", arguments: 0..<3
    )
    func endsDaemons(place: Int) async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(.recordKey), in: folder, accounts: 3)
            let posts = try await Self.ambiguous(
                (0..<3).map { ($0, $0 == place ? "poison" : "post \($0)") } + [(place, "behind")], house)
            let others = posts.filter { $0 != posts[place] }
            var ended = 0
            var isOver = true
            while isOver, ended < 10 {
                let life = Life()
                var home = house
                home.adapter = FatalAdapter(real: FakeNetworkAdapter(house.rules), text: "poison", life: life)
                let daemon = home
                try await daemon.withDaemon(life: life) { try await daemon.settle($0, life: life) }
                isOver = life.isOver
                if isOver { ended += 1 }
            }
            #expect(ended == 3)
            let holds = try await house.database.read { tx in
                try tx.query("SELECT scope_key, reason FROM hold") { (try $0.int64(0), try $0.text(1)) }
            }
            #expect(holds.map(\.0) == [posts[place].rawValue])
            #expect(holds.map(\.1) == [HoldReason.poison.rawValue])
            #expect(try await Self.states(others, house).allSatisfy { $0 == .published })
            #expect(try await Self.states([posts[place]], house) == [.ambiguous])
        }
    }

    /// Posts, by account and text, of which it is not known whether they went out; in the order of their ids.
    private static func ambiguous(_ posts: [(Int, String)], _ house: House) async throws -> [OperationID] {
        let made = try await house.withDaemon { engine in
            var made: [PostID] = []
            for (account, text) in posts { made.append(try await house.post(text, by: engine, to: account)) }
            return made
        }
        let now = house.clock.now
        return try await house.database.write { tx in
            try tx.execute(
                """
                UPDATE operation SET state = 'ambiguous', attempts = 1, intent_at = \(now), wake_at = \(now),
                  unsettled_at = \(now)
                """)
            return try made.compactMap { post in
                try tx.first("SELECT id FROM operation WHERE post_id = \(post.rawValue)") {
                    OperationID(rawValue: try $0.int64(0))
                }
            }
        }
    }

    private static func set(_ operation: OperationID, _ state: OperationState, _ house: House) async throws {
        try await house.database.write { tx in
            try tx.execute(
                """
                UPDATE operation SET state = \(state.rawValue), wake_at = NULL, unsettled_at = \(house.clock.now)
                WHERE id = \(operation.rawValue)
                """)
        }
    }

    /// A daemon ends with these in its hands, and the next takes over; gives what that holds.
    private static func crash(
        _ operations: [OperationID], as state: OperationState, _ house: House
    ) async throws -> [HoldScope] {
        for operation in operations { try await set(operation, state, house) }
        let recovery = Recovery(
            store: OperationStore(ids: house.ids, settings: house.settings, slots: house.slots),
            machine: OperationMachine(settings: house.settings))
        let now = house.clock.now
        return try await house.database.write { tx in
            try recovery.takeOver(now: now, settle: { _ in .minutes(3) }, in: tx).outcome.holds.map(\.scope)
        }
    }

    private static func crashes(_ operations: [OperationID], _ house: House) async throws -> [Int64] {
        try await read(Statement("SELECT crashes FROM operation WHERE id = $1"), operations, house) { try $0.int64(0) }
    }

    private static func wakes(_ operations: [OperationID], _ house: House) async throws -> [Instant] {
        try await read(Statement("SELECT wake_at FROM operation WHERE id = $1"), operations, house) {
            try $0.instant(0)
        }
    }

    private static func states(_ operations: [OperationID], _ house: House) async throws -> [OperationState] {
        try await read(Statement("SELECT state FROM operation WHERE id = $1"), operations, house) {
            OperationState(rawValue: try $0.text(0)) ?? .draft
        }
    }

    private static func read<T: Sendable>(
        _ statement: Statement, _ operations: [OperationID], _ house: House,
        _ map: @escaping @Sendable (Row) throws -> T
    ) async throws -> [T] {
        try await house.database.read { tx in
            try operations.compactMap { try tx.first(statement, [.integer($0.rawValue)], map) }
        }
    }
}
