import SMMAccounts
import SMMAdapterKit
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import Testing

@Suite("The keeper of credentials")
struct KeeperTests {
    @Test("a credential is handed out as it is until four fifths of its life are over, and then renewed once")
    func renews() async throws {
        try await KeeperScene.with { scene in
            let keeper = scene.keeper()
            #expect(await keeper.credential(of: scene.account).access == "access-0")
            scene.clock.advance(by: .minutes(95))
            #expect(await keeper.credential(of: scene.account).access == "access-0")
            #expect(scene.server.calls == 0)
            scene.clock.advance(by: .minutes(2))
            let account = scene.account
            let answers = await withTaskGroup(of: CredentialAnswer.self) { group in
                for _ in 0..<20 { group.addTask { await keeper.credential(of: account) } }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(answers.map(\.access)) == ["access-1"])
            #expect(scene.server.calls == 1)
            let held = try await scene.held()
            #expect(held?.version == 2)
        }
    }

    @Test("a credential that could not be stored is stored once, however many ask")
    func unsavedOnce() async throws {
        try await KeeperScene.with { scene in
            scene.clock.advance(by: .minutes(100))
            let keeper = scene.keeper()
            let (account, office) = (scene.account, scene.office)
            let stop = Statement(
                """
                CREATE TRIGGER full BEFORE UPDATE OF version ON credential
                BEGIN SELECT RAISE(ABORT, 'no room'); END
                """)
            try await office.database.write { tx in _ = try tx.run(stop, []) }
            #expect(await keeper.credential(of: account).access == "access-1")
            #expect(await keeper.unstored(account.id)?.secrets["access"] == Secret("access-1"))
            try await office.database.write { tx in _ = try tx.run(Statement("DROP TRIGGER full"), []) }
            let answers = await withTaskGroup(of: CredentialAnswer.self) { group in
                for _ in 0..<20 { group.addTask { await keeper.credential(of: account) } }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(answers.map(\.access)) == ["access-1"])
            let held = try await scene.held()
            #expect(held?.version == 2)
            #expect(scene.server.calls == 1)
            #expect(scene.server.revoked.isEmpty)
            #expect(await keeper.unstored(account.id) == nil)
        }
    }

    @Test("all requests of a renewal together take twenty seconds at most")
    func bounded() async throws {
        try await KeeperScene.with { scene in
            scene.clock.advance(by: .minutes(100))
            scene.server.asks = true
            _ = await scene.keeper().credential(of: scene.account)
            #expect(scene.network.deadlines == [.seconds(20)])
        }
    }

    @Test("a copy of the database uses up nothing that the original may still need")
    func copies() async throws {
        try await KeeperScene.with { scene in
            let keeper = scene.keeper(isCopy: true)
            scene.clock.advance(by: .minutes(100))
            _ = await keeper.renewDue()
            #expect(await keeper.credential(of: scene.account).access == "access-0")
            scene.clock.advance(by: .minutes(100))
            guard case .wait = await keeper.credential(of: scene.account) else {
                Issue.record("it does not wait")
                return
            }
            #expect(scene.server.calls == 0)
        }
    }

    @Test("a good credential is not overwritten by an empty one")
    func empty() async throws {
        try await KeeperScene.with { scene in
            scene.server.plan(.empty)
            scene.clock.advance(by: .minutes(100))
            _ = await scene.keeper().credential(of: scene.account)
            let held = try await scene.held()
            #expect(
                held?.credential.secrets == [
                    "access": Secret("access-0"), "refresh": Secret("refresh-0"),
                ])
        }
    }
}
