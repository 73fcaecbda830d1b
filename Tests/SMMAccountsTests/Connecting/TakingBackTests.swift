import SMMAccounts
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMStore
import Synchronization
import Testing

@Suite("Credentials that are taken back")
struct TakingBackTests {
    @Test("what a platform gave and is not kept is taken back, but never what another account is kept by")
    func unkept() async throws {
        try await ConnectScene.with { scene in
            _ = try await scene.connect("one", as: "ann")
            _ = try await scene.connect("two", as: "bob")
            #expect(
                await refusal { _ = try await scene.connect("three", as: "ann") } == "account-connected-already")
            // The same token as the one that is kept.
            #expect(scene.house.revoked.isEmpty)
            let again = try #require(try await scene.service.reconnect(Office.root, "two").session)
            #expect(
                await refusal { _ = try await scene.service.proceed(Office.root, again, .code("cy")) }
                    == "account-other")
            #expect(scene.house.revoked == ["token-cy"])
        }
    }

    @Test("of what was given just now and still opens an account a person is told with the refusal, and only then")
    func unkeptInVain() async throws {
        try await ConnectScene.with { scene in
            _ = try await scene.connect("one", as: "ann")
            _ = try await scene.connect("two", as: "bob")
            let kept = await refusal("account-connected-already") { try await scene.connect("three", as: "ann") }
            #expect(kept?.others.isEmpty == true)
            func other() async throws -> Problem? {
                let again = try #require(try await scene.service.reconnect(Office.root, "two").session)
                return await refusal("account-other") {
                    try await scene.service.proceed(Office.root, again, .code("cy"))
                }
            }
            #expect(try await other()?.others.isEmpty == true)
            scene.house.close()
            let left = try #require(try await other()?.others.first)
            #expect(left.code.rawValue == "credential-left")
            #expect(left.message.contains("was not taken back on site. The door is closed."))
            let second = await refusal("account-connected-already") { try await scene.connect("three", as: "ann:2") }
            #expect(second?.others.map(\.code.rawValue) == ["credential-left"])
            #expect(second?.status == 409 && second?.next?.hasPrefix("smmctl account reconnect") == true)
        }
    }

    @Test("where a platform takes nothing back, a person is told so, but not of what is kept")
    func impossible() async throws {
        try await ConnectScene.with(canRevoke: false) { scene in
            let profile = try await scene.connect(as: "ann")
            #expect(try await scene.anew("ann").isEmpty)
            #expect(try await scene.openNotices().isEmpty)
            #expect(try await scene.anew("ann:2").map { $0.contains("no way to do that from here") } == [true])
            let problem = await refusal("account-connected-already") {
                try await scene.connect("other", as: "ann:3")
            }
            #expect(problem?.others.count == 1)
            let removal = try await scene.service.remove(Office.root, "door")
            #expect(removal.remarks.map { $0.contains("no way to do that from here") } == [true])
            #expect(
                try await scene.openNotices().sorted()
                    == ["revoke:account:\(profile.id)", "revoke:former:\(profile.id):2"])
        }
    }

    @Test("the token an account had before it was connected anew is taken back, unless it is kept, or may be")
    func replaced() async throws {
        try await ConnectScene.with { scene in
            let profile = try await scene.connect(as: "ann")
            #expect(try await scene.anew("ann:2").isEmpty)
            #expect(scene.house.revoked == ["token-ann"])
            // A server that gives the same token again.
            #expect(try await scene.anew("ann:2").isEmpty)
            #expect(scene.house.revoked == ["token-ann"])
            // Under a key that is not here another account may have the same one: a person decides.
            let other = try await scene.connect("other", as: "bob")
            try await scene.lock(other)
            #expect(try await scene.anew("ann:3").map { $0.contains("whose key is not here") } == [true])
            // One that is known to be kept is left alone without a word.
            #expect(try await scene.anew("ann:3").isEmpty)
            #expect(scene.house.revoked == ["token-ann"])
            _ = try await scene.service.remove(Office.root, "other")
            try await scene.lock(profile)
            #expect(try await scene.anew("ann:4").map { $0.contains("could not be opened") } == [true])
            scene.house.close()
            #expect(try await scene.anew("ann:5").map { $0.contains("was not taken back") } == [true])
            #expect(scene.house.revoked == ["token-ann"])
        }
        try await ConnectScene.with(isCopy: true) { scene in
            _ = try await scene.connect(as: "ann")
            #expect(try await scene.anew("ann:2").isEmpty)
            #expect(scene.house.revoked.isEmpty)
        }
    }

    @Test("a removal is told of where its credential is not taken back; a copy takes nothing back")
    func removal() async throws {
        try await ConnectScene.with { scene in
            let first = try await scene.connect(as: "ann")
            let done = try await scene.service.remove(Office.root, "door")
            #expect(done.remarks.isEmpty && scene.house.revoked == ["token-ann"])
            #expect(try await scene.openNotices().isEmpty)
            scene.house.close()
            let second = try await scene.connect(as: "ann")
            let left = try await scene.service.remove(Office.root, "door")
            #expect(left.remarks.count == 1)
            #expect(try await scene.openNotices() == ["revoke:account:\(second.id)"])
            #expect(first.id != second.id)
            // One that does not open is a person's as well.
            let third = try await scene.connect(as: "ann")
            try await scene.lock(third)
            #expect(try await scene.service.remove(Office.root, "door").remarks.count == 1)
            #expect(try await scene.openNotices().count == 2)
        }
        try await ConnectScene.with(isCopy: true) { scene in
            _ = try await scene.connect(as: "ann")
            let removal = try await scene.service.remove(Office.root, "door")
            #expect(removal.remarks.first?.contains("is a copy") == true)
            #expect(scene.house.revoked.isEmpty)
            #expect(try await scene.openNotices().isEmpty)
        }
    }

    /// Lets a run begin while a token is taken back: it tells of `notice`, of which nobody was told before.
    private func restart(_ scene: ConnectScene, telling notice: String) {
        scene.house.whileRevoking.withLock { whileRevoking in
            whileRevoking = {
                do {
                    #expect(try await scene.openNotices().isEmpty)
                    #expect(try await scene.tellLeft() == 1)
                    #expect(try await scene.openNotices() == [notice])
                    scene.house.told.add(1, ordering: .relaxed)
                } catch {
                    Issue.record(error)
                }
            }
        }
    }

    @Test("of what is being taken back nobody is told; what a killed run has left of that, the next one tells")
    func killed() async throws {
        try await ConnectScene.with { scene in
            let profile = try await scene.connect(as: "ann")
            restart(scene, telling: "revoke:former:\(profile.id):1")
            #expect(try await scene.anew("ann:2").isEmpty)
            #expect(scene.house.revoked == ["token-ann"])
            #expect(try await scene.openNotices().isEmpty, "it was taken back after all")
            restart(scene, telling: "revoke:account:\(profile.id)")
            #expect(try await scene.service.remove(Office.root, "door").remarks.isEmpty)
            #expect(scene.house.revoked == ["token-ann", "token-ann:2"])
            #expect(try await scene.openNotices().isEmpty)
            #expect(try await scene.tellLeft() == 0)
            #expect(scene.house.told.load(ordering: .relaxed) == 2)
        }
    }

    @Test("of each credential that a killed run has left a person is told, whatever becomes of later ones")
    func killedBefore() async throws {
        try await ConnectScene.with { scene in
            let profile = try await scene.connect(as: "ann")
            #expect(try await scene.anew("ann:2").isEmpty)
            func leave(_ version: Int64) async throws {
                try await scene.office.database.write { tx in
                    try PendingRevocation(.replaced, of: profile, version: version).begin(in: tx)
                }
            }
            // As if that had been killed before the first one was taken back.
            try await leave(1)
            #expect(try await scene.tellLeft() == 1)
            #expect(try await scene.anew("ann:3").isEmpty)
            #expect(try await scene.openNotices() == ["revoke:former:\(profile.id):1"], "it is none of the third's")
            // Nobody was told of the second one yet when the fourth came.
            try await leave(2)
            #expect(try await scene.anew("ann:4").isEmpty)
            #expect(try await scene.tellLeft() == 1, "it is not overwritten")
            #expect(
                try await scene.openNotices().sorted() == [1, 2].map { "revoke:former:\(profile.id):\($0)" })
        }
    }

    @Test("what cannot be read of a killed run is told by its name, and keeps nothing else from being told")
    func unreadable() async throws {
        try await ConnectScene.with { scene in
            let profile = try await scene.connect(as: "ann")
            let (ids, now) = (scene.context.ids, scene.clock.now)
            let names = ["revoke:account:\(profile.id)", "revoke:former:\(profile.id):1", "revoke:what"]
            let left = try await scene.office.database.write { tx in
                for name in names { try Facts.set(name, "{\"cause\":", in: tx) }
                try PendingRevocation(.replaced, of: profile, version: 2).begin(in: tx)
                return try PendingRevocation.tellLeft(ids, now: now, in: tx)
            }
            #expect(left.count == 4 && left.unreadable == names)
            let told = try await scene.office.database.read { tx in
                try tx.query("SELECT dedupe, account_id, body FROM notice WHERE closed_at IS NULL ORDER BY dedupe") {
                    "\(try $0.text(0)) \(try $0.optionalInt64(1) == profile.id.rawValue) \(try $0.text(2))"
                }
            }
            let rest = "until it is taken back in the account's settings there, it opens the account."
            #expect(
                told == [
                    "\(names[0]) true Account \(profile.id): \(rest)",
                    "\(names[1]) true Account \(profile.id): \(rest)",
                    "revoke:former:\(profile.id):2 true door on site: \(rest)",
                    "revoke:what false An account that is not known any more: \(rest)",
                ])
            #expect(try await scene.tellLeft() == 0)
        }
    }

    @Test("of a former credential that a reconnect cannot take back a notice tells as well, once")
    func replacedInVain() async throws {
        try await ConnectScene.with { scene in
            let profile = try await scene.connect(as: "ann")
            scene.house.close()
            #expect(try await scene.anew("ann:2").count == 1)
            try await scene.lock(profile)
            #expect(try await scene.anew("ann:3").count == 1)
            #expect(try await scene.tellLeft() == 0)
            #expect(
                try await scene.openNotices().sorted() == [1, 2].map { "revoke:former:\(profile.id):\($0)" })
            #expect(scene.house.raised.load(ordering: .relaxed) == 2)
        }
    }
}
