import SMMAccounts
import SMMAdapterKit
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMStore
import Synchronization
import Testing

@Suite("The daily look at accounts")
struct AccountCareTests {
    @Test("facts are renewed once a day, not of an account that waits for a person, and not on a copy")
    func care() async throws {
        for isCopy in [false, true] {
            try await ConnectScene.with(isCopy: isCopy) { scene in
                let profile = try await scene.connect(as: "ann")
                let care = AccountCare(
                    database: scene.office.database, parts: scene.parts, listChanged: {})
                let start = scene.clock.now
                for hour in 0..<72 as Range<Int64> {
                    await care.renewFacts(after: start + .hours(hour), through: start + .hours(hour + 1))
                }
                #expect(scene.house.checks == (isCopy ? 0 : 3))
                let facts = try await AccountService(scene.context).show(Office.root, "door").profile.facts
                #expect(facts[AccountFact.handle] == (isCopy ? "@ann" : "@new"))
                #expect(facts[AccountFact.identity] == "door#ann")
                let (ids, now) = (IDSource(clock: scene.clock), scene.clock.now)
                try await scene.office.database.write { tx in
                    _ = try AuthHold(profile.id, of: profile.brand).place(
                        "Gone.", id: ids.next(), by: .system(via: "keeper"), now: now, in: tx)
                }
                await care.renewFacts(after: start, through: start + .days(1))
                #expect(scene.house.checks == (isCopy ? 0 : 3))
            }
        }
    }

    @Test("a credential that its platform refuses is found by the daily look: the account is held and a person is told")
    func careFindsDeadToken() async throws {
        try await ConnectScene.with { scene in
            let dead = try await scene.connect("one", as: "ann")
            _ = try await scene.connect("two", as: "bob")
            scene.house.refuse("token-ann")
            let care = AccountCare(database: scene.office.database, parts: scene.parts, listChanged: {})
            let start = scene.clock.now
            for day in 0..<3 as Range<Int64> {
                await care.renewFacts(after: start + .days(day), through: start + .days(day + 1))
            }
            #expect(scene.house.placed.withLock { $0 }.map(\.scope) == [.account(dead.id)])
            #expect(try await scene.openNotices() == [AuthHold.notice(of: dead.id)])
            #expect(try await scene.office.database.read { tx in try Holds.active(in: tx).count } == 1)
            // One look at the dead one, which waits for a person from then on.
            #expect(scene.house.checks == 4)
        }
        // Connected anew while it was looked at: what was refused is nobody's any more.
        try await ConnectScene.with { scene in
            let profile = try await scene.connect(as: "ann")
            scene.house.refuse("token-ann")
            let (database, vault, clock, keeper) = (scene.office.database, scene.vault, scene.clock, scene.keeper)
            scene.house.meanwhile.withLock { meanwhile in
                meanwhile = {
                    do {
                        _ = try await database.write { tx in
                            try vault.keep(
                                Credential(
                                    kind: "oauth", secrets: ["access": Secret("token-new")], issuedAt: clock.now),
                                of: profile, now: clock.now, in: tx)
                        }
                        await keeper.forget(profile.id)
                    } catch {
                        Issue.record(error)
                    }
                }
            }
            let care = AccountCare(database: database, parts: scene.parts, listChanged: {})
            await care.renewFacts(after: clock.now, through: clock.now + .days(1))
            #expect(scene.house.placed.withLock { $0 }.isEmpty)
            #expect(try await scene.openNotices().isEmpty)
        }
    }

    @Test("facts that cannot be kept of one account are kept of the others, who are told of once")
    func careGoesOn() async throws {
        try await ConnectScene.with { scene in
            for (name, person) in [("one", "ann"), ("two", "bob"), ("three", "cy")] {
                _ = try await scene.connect(name, as: person)
            }
            try await scene.office.database.write { tx in
                try tx.execute(
                    """
                    CREATE TRIGGER full BEFORE UPDATE OF facts ON account WHEN OLD.name = 'one'
                    BEGIN SELECT RAISE(ABORT, 'no room'); END
                    """)
            }
            let house = scene.house
            let care = AccountCare(
                database: scene.office.database, parts: scene.parts,
                listChanged: { house.told.wrappingAdd(1, ordering: .relaxed) })
            let start = scene.clock.now
            await care.renewFacts(after: start, through: start + .days(1))
            #expect(house.checks == 3)
            let accounts = try await AccountService(scene.context).list(Office.root, brand: "acme")
            let kept = accounts.filter { $0.profile.facts[AccountFact.handle] == "@new" }.map(\.profile.name)
            #expect(kept.sorted() == ["three", "two"])
            #expect(house.told.load(ordering: .relaxed) == 1)
            await care.renewFacts(after: start + .days(1), through: start + .days(2))
            #expect(house.told.load(ordering: .relaxed) == 1)
        }
    }
}
