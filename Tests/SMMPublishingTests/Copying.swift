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
enum Copying {
    private final class Counted: Sendable {
        private let state = Mutex(0)
        var count: Int { state.withLock { $0 } }
        func set(_ count: Int) { state.withLock { $0 = count } }
    }

    /// A house that takes two listings without a post for proof that it is not there.
    static func open(
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
    static func copied<Made: Sendable>(
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
    static func adopt(
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

    /// The plan for a time.
    static func plan(_ due: Instant) -> PostPlan { .at(due, wall: "w", zone: "UTC", fold: 0) }

    /// What the network shows of the first account.
    static func texts(_ house: House) -> [String] {
        house.network.posts(of: house.accounts[0].id.description).map(\.text)
    }

    /// Settles the copy; its post is in these states then, and the network shows these texts.
    static func expect(
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

    /// A copy an hour later of a house with a thread of three parts.
    static func copiedThread(
        _ house: House, in folder: String, sending: Milliseconds? = nil
    ) async throws -> (made: PostID, copy: House, doubtful: Int) {
        try await copied(house, in: folder, sending: sending, later: .hours(1)) { engine, start in
            try await house.post("one", "two", "three", by: engine, plan: plan(start + .minutes(1)))
        }
    }
}
