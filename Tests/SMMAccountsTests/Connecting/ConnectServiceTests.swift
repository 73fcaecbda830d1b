import SMMAccounts
import SMMAdapterKit
import SMMDatabaseSQLite
import SMMModel
import Testing

@Suite("Connecting accounts")
struct ConnectServiceTests {
    @Test(
        "a code that is brought connects the account, with its credential in the vault and its handle among the facts")
    func connects() async throws {
        try await ConnectScene.with { scene in
            let name = try #require(try await scene.service.begin(Office.root, .door()).session)
            guard case .connected(let detail, _) = try await scene.service.proceed(Office.root, name, .code("ann"))
            else {
                Issue.record("not connected")
                return
            }
            #expect(detail.profile.facts[AccountFact.handle] == "@ann")
            #expect(detail.credential == "good")
            let (vault, profile) = (scene.vault, detail.profile)
            let held = try await scene.office.database.read { tx in try vault.credential(of: profile, in: tx) }
            #expect(held?.credential.secrets == ["access": Secret("token-ann")])
        }
    }

    @Test("a browser is sent back to this machine and nowhere else")
    func redirects() async throws {
        try await ConnectScene.with { scene in
            for good in ["http://127.0.0.1:4000/callback", "http://[::1]:4000/"] {
                guard case .visit(_, let url, _) = try await scene.service.begin(Office.root, .door(redirect: good))
                else {
                    Issue.record("\(good) is not taken")
                    continue
                }
                #expect(url.hasSuffix(good))
            }
            for bad in [
                "https://evil.example/", "http://127.0.0.1.evil.example:80/", "http://127.0.0.1/",
                "http://127.0.0.1:0/",
                "http://127.0.0.1:80@evil.example/", "http://127.0.0.1:99999/", "http://localhost:80/", "",
            ] {
                #expect(
                    await refusal { _ = try await scene.service.begin(Office.root, .door(redirect: bad)) }
                        == "redirect-invalid", "\(bad)")
            }
        }
    }

    @Test("one account of a platform is connected once; anew it must be the same one")
    func identities() async throws {
        try await ConnectScene.with { scene in
            let service = scene.service
            func connect(_ name: String, as person: String) async throws {
                let session = try #require(try await service.begin(Office.root, .door(name)).session)
                _ = try await service.proceed(Office.root, session, .code(person))
            }
            try await connect("one", as: "ann")
            #expect(await refusal { try await connect("two", as: "ann") } == "account-connected-already")
            try await connect("two", as: "bob")
            let again = try #require(try await service.reconnect(Office.root, "two").session)
            #expect(
                await refusal { _ = try await service.proceed(Office.root, again, .code("cy")) } == "account-other")
            let right = try #require(try await service.reconnect(Office.root, "two").session)
            guard case .connected(let detail, _) = try await service.proceed(Office.root, right, .code("bob")) else {
                Issue.record("not connected anew")
                return
            }
            #expect(detail.profile.name == "two")
        }
    }

    @Test("what can be refused without the platform is refused before it is asked, and a rehearsal asks nothing")
    func before() async throws {
        try await ConnectScene.with { scene in
            #expect(
                await refusal { _ = try await scene.service.begin(Office.root, .door("Bad Name")) } == "name-invalid")
            let viewer = Office.person(.viewer, in: scene.office.acme)
            #expect(await refusal { _ = try await scene.service.begin(viewer, .door()) } == "forbidden")
            guard case .rehearsed = try await scene.service.begin(Office.root, .door(), isDryRun: true) else {
                Issue.record("a rehearsal went on")
                return
            }
        }
    }

    @Test("a setting that was changed while an account was connected anew stays")
    func settingsMeanwhile() async throws {
        try await ConnectScene.with { scene in
            _ = try await scene.connect(as: "ann")
            let again = try #require(try await scene.service.reconnect(Office.root, "door").session)
            _ = try await AccountService(scene.context).edit(
                Office.root, "door", AccountChange(settings: ["theme": "warm"]))
            guard case .connected(let detail, _) = try await scene.service.proceed(Office.root, again, .code("ann"))
            else {
                Issue.record("not connected")
                return
            }
            #expect(detail.profile.settings["theme"] == "warm")
        }
    }
}
