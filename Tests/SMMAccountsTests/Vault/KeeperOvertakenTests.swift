import SMMAccounts
import SMMAdapterKit
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import Testing

@Suite("Renewals that are overtaken")
struct KeeperOvertakenTests {
    @Test(
        "a renewal that does not come off after the account was connected anew brings back neither credential nor pause"
    )
    func forgottenMeanwhile() async throws {
        for turn in [RotatingServer.Turn.notArrived, .answerLost, .limited(.hours(5)), .empty] {
            try await KeeperScene.with { scene in
                scene.server.plan(turn)
                scene.clock.advance(by: .minutes(100))
                let (vault, account, now) = (scene.vault, scene.account, scene.clock.now)
                let keeper = scene.keeper()
                scene.server.meanwhile = { [office = scene.office] in
                    do {
                        _ = try await office.database.write { tx in
                            try vault.keep(RotatingServer.credential(99, at: now), of: account, now: now, in: tx)
                        }
                    } catch {
                        Issue.record(error)
                    }
                    await keeper.forget(account.id)
                }
                guard case .wait(_, let reason) = await keeper.credential(of: account) else {
                    Issue.record("the old one was handed out")
                    return
                }
                #expect(reason.code == "credential-changed")
                #expect(await keeper.credential(of: account).access == "access-99")
                // No pause of the former one stands in the way.
                scene.clock.advance(by: .minutes(10))
                guard
                    case .wait(_, let other) = await keeper.refused(RotatingServer.credential(99, at: now), of: account)
                else { return }
                #expect(other.code != "renewal-waits")
            }
        }
    }

    @Test("a renewed credential of an account that was connected anew meanwhile is taken back")
    func replacedMeanwhile() async throws {
        try await KeeperScene.with { scene in
            scene.clock.advance(by: .minutes(100))
            let (vault, account, now) = (scene.vault, scene.account, scene.clock.now)
            scene.server.meanwhile = { [office = scene.office] in
                do {
                    _ = try await office.database.write { tx in
                        try vault.keep(RotatingServer.credential(99, at: now), of: account, now: now, in: tx)
                    }
                } catch {
                    Issue.record(error)
                }
            }
            guard case .wait = await scene.keeper().credential(of: account) else {
                Issue.record("the renewed one was handed out")
                return
            }
            #expect(scene.server.revoked == ["access-1"])
        }
    }

    @Test("a renewal that ends after the account was connected anew, or removed, changes nothing")
    func overtaken() async throws {
        for isRemoved in [false, true] {
            try await KeeperScene.with { scene in
                scene.clock.advance(by: .minutes(100))
                let (vault, account, now) = (scene.vault, scene.account, scene.clock.now)
                scene.server.meanwhile = { [office = scene.office] in
                    do {
                        try await office.database.write { tx in
                            if isRemoved {
                                try CredentialRows.forget(account.id, in: tx)
                            } else {
                                try vault.keep(RotatingServer.credential(99, at: now), of: account, now: now, in: tx)
                            }
                        }
                    } catch {
                        Issue.record(error)
                    }
                }
                let keeper = scene.keeper()
                guard case .wait = await keeper.credential(of: account) else {
                    Issue.record("the renewed one was handed out")
                    return
                }
                let held = try await scene.held()
                #expect(held?.credential.secrets["access"] == (isRemoved ? nil : Secret("access-99")))
                #expect(await keeper.credential(of: account).access == (isRemoved ? nil : "access-99"))
            }
        }
    }

    @Test("an account that is removed before its credential is renewed has none, and nothing is renewed")
    func removedBefore() async throws {
        try await KeeperScene.with { scene in
            let keeper = scene.keeper()
            #expect(await keeper.credential(of: scene.account).access == "access-0")
            _ = try await scene.office.accounts.remove(Office.root, "blog")
            scene.clock.advance(by: .minutes(110))
            guard case .wait = await keeper.credential(of: scene.account),
                case .lost = await keeper.credential(of: scene.account)
            else {
                Issue.record("There is still a credential.")
                return
            }
            #expect(scene.server.calls == 0)
            #expect(try await scene.held() == nil)
        }
    }
}
