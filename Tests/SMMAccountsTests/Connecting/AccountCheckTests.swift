import SMMAccounts
import SMMAdapterKit
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import Synchronization
import Testing

@Suite("Checking an account")
struct AccountCheckTests {
    @Test("facts that were found before the account was connected anew do not take the newer ones' place")
    func factsMeanwhile() async throws {
        try await ConnectScene.with { scene in
            let profile = try await scene.connect(as: "ann")
            let database = scene.office.database
            scene.house.meanwhile.withLock { meanwhile in
                meanwhile = {
                    do {
                        try await database.write { tx in
                            _ = try tx.run(
                                Statement("UPDATE account SET facts = $2 WHERE id = $1"),
                                .integer(profile.id.rawValue), .text(#"{"handle":"@newest","identity":"door#ann"}"#))
                        }
                    } catch {
                        Issue.record(error)
                    }
                }
            }
            let checkup = try await scene.service.check(Office.root, "door")
            #expect(checkup.isAsked)
            #expect(checkup.account.profile.facts[AccountFact.handle] == "@newest")
            scene.house.meanwhile.withLock { $0 = nil }
            let after = try await scene.service.check(Office.root, "door")
            #expect(after.account.profile.facts == [AccountFact.handle: "@new", AccountFact.identity: "door#ann"])
        }
    }

    @Test("a check without a credential says that nobody was asked")
    func unasked() async throws {
        try await ConnectScene.with { scene in
            let profile = try await scene.connect(as: "ann")
            try await scene.lock(profile)
            let checkup = try await scene.service.check(Office.root, "door")
            #expect(!checkup.isAsked && scene.house.checks == 0)
        }
    }
}
