import SMMAccounts
import SMMAdapterKit
import SMMModel
import Synchronization
import Testing

@Suite("Renewals that are broken off")
struct KeeperBrokenOffTests {
    @Test("killed after its start was noted, the renewal is made by the next run")
    func killedAfterStart() async throws {
        try await KeeperScene.with { scene in
            try await scene.begin()
            let keeper = scene.keeper()
            _ = await keeper.renewDue()
            #expect(scene.server.calls == 1)
            #expect(await keeper.credential(of: scene.account).access == "access-1")
            let held = try await scene.held()
            #expect(held?.refreshAt == nil)
            #expect(try await scene.openNotices().isEmpty)
        }
    }

    @Test("killed before anything was noted, and after the new one was stored, nothing is lost")
    func killedAtTheEnds() async throws {
        try await KeeperScene.with { scene in
            scene.clock.advance(by: .minutes(100))
            #expect(await scene.keeper().credential(of: scene.account).access == "access-1")
            #expect(await scene.keeper().credential(of: scene.account).access == "access-1")
            #expect(scene.server.calls == 1)
        }
    }

    @Test("killed with the answer, it is tried once, then held and told to a person, with the command to type")
    func killedWithAnswer() async throws {
        try await KeeperScene.with { scene in
            try await scene.begin()
            _ = scene.server.refresh(RotatingServer.credential(0, at: scene.clock.now), now: scene.clock.now)
            let keeper = scene.keeper()
            _ = await keeper.renewDue()
            guard case .lost(let failure) = await keeper.credential(of: scene.account) else {
                Issue.record("it is not lost")
                return
            }
            #expect(failure.code == "refresh-refused")
            #expect(scene.holds.withLock { $0 }.map(\.reason) == [.auth])
            #expect(try await scene.openNotices() == ["smmctl account reconnect \(scene.account.id)"])
            // Known to the next run as well, without another try.
            let calls = scene.server.calls
            guard case .lost = await scene.keeper().credential(of: scene.account) else {
                Issue.record("a restart forgot it")
                return
            }
            #expect(scene.server.calls == calls)
        }
    }

    @Test("an answer that was lost on the way is tried once more after a pause")
    func lostOnTheWay() async throws {
        try await KeeperScene.with { scene in
            scene.server.plan(.answerLost)
            scene.clock.advance(by: .minutes(100))
            let keeper = scene.keeper()
            guard case .wait = await keeper.credential(of: scene.account) else {
                Issue.record("the old one may be dead")
                return
            }
            let held = try await scene.held()
            #expect(held?.refreshAt != nil)
            scene.clock.advance(by: .seconds(6))
            guard case .lost = await keeper.credential(of: scene.account) else {
                Issue.record("a strict server has killed it")
                return
            }
            #expect(scene.server.calls == 2)
        }
    }

    @Test("a renewal that did not arrive leaves the old credential in use until it ends")
    func notArrived() async throws {
        try await KeeperScene.with { scene in
            scene.server.plan(.notArrived)
            scene.clock.advance(by: .minutes(100))
            let keeper = scene.keeper()
            #expect(await keeper.credential(of: scene.account).access == "access-0")
            #expect(await keeper.credential(of: scene.account).access == "access-0")
            #expect(scene.server.calls == 1)
            scene.clock.advance(by: .seconds(31))
            #expect(await keeper.credential(of: scene.account).access == "access-1")
        }
    }
}
