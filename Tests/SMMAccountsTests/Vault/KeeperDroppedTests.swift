import SMMAccounts
import SMMAdapterKit
import SMMDatabase
import SMMModel
import SMMStore
import Synchronization
import Testing

@Suite("Renewed credentials that nobody needs any more")
struct KeeperDroppedTests {
    /// What became of a renewal during which the account was connected anew, or removed.
    private func overtake(_ scene: KeeperScene, isRemoved: Bool) async throws {
        scene.clock.advance(by: .minutes(100))
        scene.server.meanwhile = {
            do {
                if isRemoved {
                    _ = try await scene.office.accounts.remove(Office.root, "blog")
                } else {
                    try await scene.replace()
                }
            } catch {
                Issue.record(error)
            }
        }
        if case .ready = await scene.keeper().credential(of: scene.account) {
            Issue.record("the renewed one was handed out")
        }
    }

    @Test("where one is not taken back a notice tells of it, as of no other one of the account")
    func inVain() async throws {
        for isRemoved in [false, true] {
            try await KeeperScene.with { scene in
                scene.server.close()
                try await overtake(scene, isRemoved: isRemoved)
                let left = try await scene.revocations()
                #expect(left.told == ["revoke:renewed:\(scene.account.id):2"])
                #expect(left.noted.isEmpty)
                #expect(scene.raised.load(ordering: .relaxed) == 1)
            }
        }
    }

    @Test("while one is taken back that is noted, for a run that is killed then; once it is, nobody is told")
    func noted() async throws {
        try await KeeperScene.with { scene in
            scene.server.whileRevoking = { [name = "revoke:renewed:\(scene.account.id):2"] in
                do {
                    let left = try await scene.revocations()
                    #expect(left.noted == [name] && left.told.isEmpty)
                    scene.seen.add(1, ordering: .relaxed)
                } catch {
                    Issue.record(error)
                }
            }
            try await overtake(scene, isRemoved: false)
            #expect(scene.seen.load(ordering: .relaxed) == 1)
            #expect(scene.server.revoked == ["access-1"])
            let left = try await scene.revocations()
            #expect(left.noted.isEmpty && left.told.isEmpty)
            #expect(scene.raised.load(ordering: .relaxed) == 0)
        }
    }

    @Test("one that was stored before it was replaced is left to whoever replaced it")
    func stored() async throws {
        try await KeeperScene.with { scene in
            scene.clock.advance(by: .minutes(100))
            let database = InterruptedDatabase(scene.office.database)
            let keeper = scene.keeper(on: database)
            // After the note of its start and its own storing.
            database.after(2) {
                let version = try await scene.replace()
                #expect(version == 3)
                await keeper.forget(scene.account.id)
            }
            guard case .wait = await keeper.credential(of: scene.account) else {
                Issue.record("the renewed one was handed out")
                return
            }
            #expect(scene.server.revoked.isEmpty)
            let held = try await scene.held()
            #expect(held?.version == 3)
        }
    }

    @Test(
        "one that a failed write leaves while its account is removed, or connected anew, is taken back with the former one",
        .timeLimit(.minutes(1)), arguments: [false, true])
    func unstored(isRemoved: Bool) async throws {
        try await KeeperScene.with { scene in
            scene.clock.advance(by: .minutes(100))
            let account = scene.account
            let database = FailingDatabase(scene.office.database)
            let keeper = scene.keeper(on: database)
            let (reached, reach) = AsyncStream.makeStream(of: Void.self)
            let (changed, change) = AsyncStream.makeStream(of: Void.self)
            scene.server.meanwhile = {
                database.fail()
                reach.finish()
                for await _ in changed {}
            }
            async let flight = keeper.credential(of: account)
            for await _ in reached {}
            // Between the commit and what follows it the renewal ends, in a write that fails.
            let service = scene.service(keeper) {
                change.finish()
                _ = await keeper.credential(of: account)
            }
            if isRemoved {
                _ = try await service.remove(Office.root, "blog")
            } else {
                let session = try #require(try await service.reconnect(Office.root, "blog").session)
                _ = try await service.proceed(Office.root, session, .code("ann"))
            }
            _ = await flight
            #expect(scene.server.revoked.sorted() == ["access-0", "access-1"])
        }
    }
}
