import SMMAccounts
import SMMAdapterKit
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMStore
import Synchronization
import Testing

@Suite("Credentials that are refused")
struct KeeperRefusedTests {
    @Test("one that is refused is renewed once for all who say so, and a fresh one is not renewed again")
    func refused() async throws {
        try await KeeperScene.with { scene in
            let keeper = scene.keeper()
            scene.clock.advance(by: .minutes(10))
            let old = RotatingServer.credential(0, at: .init(milliseconds: 0))
            let account = scene.account
            let answers = await withTaskGroup(of: CredentialAnswer.self) { group in
                for _ in 0..<20 { group.addTask { await keeper.refused(old, of: account) } }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(answers.map(\.access)) == ["access-1"])
            #expect(scene.server.calls == 1)
            guard case .ready(let fresh) = await keeper.credential(of: account) else {
                Issue.record("no credential")
                return
            }
            guard case .lost(let failure) = await keeper.refused(fresh, of: account) else {
                Issue.record("it would go on for ever")
                return
            }
            #expect(failure.code == "credential-refused")
            #expect(scene.server.calls == 1)
        }
    }

    @Test("one that was read before a renewal ended does not take the place of the renewed one")
    func overtaken() async throws {
        try await KeeperScene.with { scene in
            let database = InterruptedDatabase(scene.office.database)
            let keeper = scene.keeper(on: database)
            scene.clock.advance(by: .minutes(10))
            let old = RotatingServer.credential(0, at: .init(milliseconds: 0))
            let account = scene.account
            database.afterRead { #expect(await keeper.refused(old, of: account).access == "access-1") }
            #expect(await keeper.credential(of: account).access == "access-1")
            #expect(await keeper.credential(of: account).access == "access-1")
            #expect(scene.server.calls == 1)
        }
    }

    @Test("one of a kind that cannot be renewed is not tried, and its refusal is not noted for ever")
    func cannotRenew() async throws {
        try await KeeperScene.with { scene in
            let now = scene.clock.now
            _ = try await scene.office.database.write { tx in
                var bare = RotatingServer.credential(0, at: now)
                bare.secrets["refresh"] = nil
                bare.expiresAt = nil
                return try scene.vault.keep(bare, of: scene.account, now: now, in: tx)
            }
            let keeper = scene.keeper()
            scene.clock.advance(by: .minutes(10))
            guard case .ready(let bare) = await keeper.credential(of: scene.account),
                case .lost(let failure) = await keeper.refused(bare, of: scene.account)
            else {
                Issue.record("it was renewed")
                return
            }
            #expect(failure.code == "credential-refused")
            #expect(scene.server.calls == 0)
            #expect(try await scene.held()?.refusal == nil)
            #expect(try await scene.openNotices().isEmpty)
            #expect(await scene.keeper().credential(of: scene.account).access == "access-0")
        }
    }

    @Test("a credential without an end that is refused again and again ends with a person, not in a loop")
    func refusedForEver() async throws {
        try await KeeperScene.with { scene in
            scene.server.givesNoEnd()
            let keeper = scene.keeper()
            scene.clock.advance(by: .minutes(100))
            guard case .ready(let first) = await keeper.credential(of: scene.account),
                case .lost = await keeper.refused(first, of: scene.account)
            else {
                Issue.record("it would go on for ever")
                return
            }
            scene.clock.advance(by: .minutes(2))
            #expect(await keeper.refused(first, of: scene.account).access == "access-2")
        }
    }

    @Test("while a renewal must wait, a refusal waits with it, however long the server asks for")
    func refusedWhileWaiting() async throws {
        try await KeeperScene.with { scene in
            scene.server.plan(.limited(.hours(5)))
            let keeper = scene.keeper()
            scene.clock.advance(by: .minutes(10))
            let old = RotatingServer.credential(0, at: .init(milliseconds: 0))
            for _ in 0..<3 {
                guard case .wait = await keeper.refused(old, of: scene.account) else {
                    Issue.record("it does not wait")
                    return
                }
                scene.clock.advance(by: .hours(1))
            }
            #expect(scene.server.calls == 1)
            scene.clock.advance(by: .hours(2))
            scene.clock.advance(by: .seconds(1))
            #expect(await keeper.refused(old, of: scene.account).access == "access-1")
        }
    }

    @Test("a refusal that comes while keys are imported holds the account in the gate too, also where the hold stood")
    func refusedWhileImporting() async throws {
        for stands in [false, true] {
            try await KeeperScene.with { scene in
                _ = scene.server.refresh(RotatingServer.credential(0, at: scene.clock.now), now: scene.clock.now)
                scene.clock.advance(by: .minutes(110))
                let (keeper, account, now) = (scene.keeper(), scene.account, scene.clock.now)
                var standing: HoldID?
                if stands {
                    standing = try await scene.office.database.write { tx in
                        try AuthHold(account.id, of: account.brand).place(
                            "Refused.", id: HoldID(rawValue: 7), by: .system(via: "keeper"), now: now, in: tx
                        ).id
                    }
                }
                scene.server.meanwhile = { await keeper.forgetAll() }
                guard case .lost = await keeper.credential(of: account) else {
                    Issue.record("it is not lost")
                    return
                }
                let placed = scene.holds.withLock { $0 }
                #expect(placed.map(\.scope) == [.account(account.id)])
                #expect(standing == nil || placed.map(\.id) == [HoldID(rawValue: 7)])
                #expect(try await scene.openNotices().count == 1)
                // What the database says is what is known of it from now on.
                scene.server.meanwhile = nil
                guard case .lost = await keeper.credential(of: account) else {
                    Issue.record("it is not lost any more")
                    return
                }
            }
        }
    }
}
