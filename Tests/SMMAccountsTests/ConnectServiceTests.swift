import Logging
import SMMAccounts
import SMMAdapterKit
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMTestSupport
import Synchronization
import Testing

@Suite("Connecting accounts")
struct ConnectServiceTests {
    /// A platform that asks for a password named like the account's handle, and for a visit when asked to.
    private struct DoorAdapter: PlatformAdapter, ConnectsAccounts {
        func describe() -> PlatformManifest {
            PlatformManifest(
                platform: "site", title: "Door", guarantee: .none, capabilities: [.connectsAccounts],
                limits: ContentLimits(maximumText: nil, maximumMedia: 0),
                settings: [SettingSpec("directory", help: "Where.")], source: "test", checked: "2026-11-27")
        }

        func publish(_ request: PublishRequest, in context: AdapterContext) async -> AttemptResult {
            AttemptResult(.rejected(Failure("none", "Nothing is published here.")))
        }

        func reconcile(_ request: ReconcileRequest, in context: AdapterContext) async -> ReconcileResult {
            .cannotTell(Failure("none", "Nothing is published here."))
        }

        func connect(_ request: ConnectRequest, in context: ConnectContext) async -> ConnectStep {
            switch request.answer {
            case nil:
                return .visit(
                    url: "https://door.example/?back=\(request.redirect ?? "paste")",
                    memory: ConnectMemory(secrets: ["state": Secret("state-1")]))
            case .code(let code, let state, _):
                guard state == nil || request.memory.secrets["state"] == state.map({ Secret($0) }) else {
                    return .refused(Problem.invalid("state-wrong", "That answer belongs to another sign-in."))
                }
                let name = code.reveal()
                return .connected(
                    ConnectedAccount(
                        identity: "door#\(name)", handle: "@\(name)", settings: request.settings,
                        credential: Credential(
                            kind: "oauth", secrets: ["access": Secret("token-\(name)")], issuedAt: context.clock.now)))
            case .token, .password:
                return .refused(Problem.invalid("answer-wrong", "A code is wanted."))
            }
        }
    }

    private struct Scene {
        let office: Office
        let service: ConnectService
        let vault: Vault
        let clock: MovingClock
    }

    private func with(_ body: @Sendable (Scene) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            try await Office.open { office in
                let clock = MovingClock()
                let vault = try Vault(
                    database: office.database, store: FileKeyStore(path: folder + "/vault.key"), clock: clock)
                let context = AccountsContext(
                    database: office.database, ids: IDSource(clock: clock), clock: clock,
                    authority: Authority(resolver: office.resolver), manifests: ["site": DoorAdapter().describe()],
                    checkZone: { _ in .known }, nearest: { _, _ in nil })
                let keeper = CredentialKeeper(
                    KeeperParts(
                        database: office.database, vault: vault, adapter: { _ in DoorAdapter() }, account: { _ in nil },
                        context: { _ in nil }, clock: clock, ids: IDSource(clock: clock),
                        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
                let counter = Atomic<UInt8>(0)
                let service = ConnectService(
                    context, accounts: AccountService(context),
                    parts: ConnectParts(
                        vault: vault, keeper: keeper, adapter: { $0 == "site" ? DoorAdapter() : nil },
                        context: { _ in
                            ConnectContext(
                                clock: clock, transport: NoNetwork(), manifest: DoorAdapter().describe(),
                                random: { [UInt8](repeating: 1, count: $0) })
                        }, reading: { _, _ in nil },
                        random: { count in
                            let next = counter.wrappingAdd(1, ordering: .relaxed).newValue
                            return [UInt8](repeating: next, count: count)
                        }, released: { _ in }))
                try await body(Scene(office: office, service: service, vault: vault, clock: clock))
            }
        }
    }

    private func draft(_ name: String = "door", redirect: String? = nil) -> ConnectDraft {
        ConnectDraft(account: AccountDraft(brand: "acme", platform: "site", name: name), redirect: redirect)
    }

    private func session(_ progress: ConnectProgress) -> String? {
        switch progress {
        case .visit(let session, _, _), .ask(let session, _, _): session
        case .connected, .rehearsed: nil
        }
    }

    private func code(_ name: String, state: String? = nil) -> ConnectAnswer {
        .code(Secret(name), state: state, issuer: nil)
    }

    private func refusal(_ body: () async throws -> Void) async -> String? {
        do {
            try await body()
            return nil
        } catch {
            return (error as? Problem)?.code.rawValue ?? "\(error)"
        }
    }

    @Test(
        "a code that is brought connects the account, with its credential in the vault and its handle among the facts")
    func connects() async throws {
        try await with { scene in
            let name = try #require(session(try await scene.service.begin(Office.root, draft())))
            guard case .connected(let detail, _) = try await scene.service.proceed(Office.root, name, code("ann"))
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

    @Test("a connection is used once, ends after ten minutes, and is nobody else's")
    func sessions() async throws {
        try await with { scene in
            let service = scene.service
            let used = try #require(session(try await service.begin(Office.root, draft())))
            let other = Office.person(.admin, in: scene.office.acme)
            #expect(
                await refusal { _ = try await service.proceed(other, used, code("ann")) } == "connection-not-found")
            #expect(
                await refusal { _ = try await service.proceed(Office.root, used, code("ann", state: "state-2")) }
                    == "state-wrong")
            #expect(
                await refusal { _ = try await service.proceed(Office.root, used, code("ann")) }
                    == "connection-not-found")
            let late = try #require(session(try await service.begin(Office.root, draft())))
            scene.clock.advance(by: .minutes(10))
            #expect(
                await refusal { _ = try await service.proceed(Office.root, late, code("ann")) }
                    == "connection-not-found")
            #expect(try await AccountService(scene.office.context).list(Office.root, brand: "acme").isEmpty)
        }
    }

    @Test("a browser is sent back to this machine and nowhere else")
    func redirects() async throws {
        try await with { scene in
            for good in ["http://127.0.0.1:4000/callback", "http://[::1]:4000/"] {
                guard case .visit(_, let url, _) = try await scene.service.begin(Office.root, draft(redirect: good))
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
                    await refusal { _ = try await scene.service.begin(Office.root, draft(redirect: bad)) }
                        == "redirect-invalid", "\(bad)")
            }
        }
    }

    @Test("one account of a platform is connected once; anew it must be the same one")
    func identities() async throws {
        try await with { scene in
            let service = scene.service
            func connect(_ name: String, as person: String) async throws {
                let session = try #require(session(try await service.begin(Office.root, draft(name))))
                _ = try await service.proceed(Office.root, session, code(person))
            }
            try await connect("one", as: "ann")
            #expect(await refusal { try await connect("two", as: "ann") } == "account-connected-already")
            try await connect("two", as: "bob")
            let again = try #require(session(try await service.reconnect(Office.root, "two")))
            #expect(
                await refusal { _ = try await service.proceed(Office.root, again, code("cy")) } == "account-other")
            let right = try #require(session(try await service.reconnect(Office.root, "two")))
            guard case .connected(let detail, _) = try await service.proceed(Office.root, right, code("bob")) else {
                Issue.record("not connected anew")
                return
            }
            #expect(detail.profile.name == "two")
        }
    }

    @Test("what can be refused without the platform is refused before it is asked, and a rehearsal asks nothing")
    func before() async throws {
        try await with { scene in
            #expect(
                await refusal { _ = try await scene.service.begin(Office.root, draft("Bad Name")) } == "name-invalid")
            let viewer = Office.person(.viewer, in: scene.office.acme)
            #expect(await refusal { _ = try await scene.service.begin(viewer, draft()) } == "forbidden")
            guard case .rehearsed = try await scene.service.begin(Office.root, draft(), isDryRun: true) else {
                Issue.record("a rehearsal went on")
                return
            }
        }
    }
}
