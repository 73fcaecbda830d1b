import Logging
import SMMAccounts
import SMMAdapterKit
import SMMAdapterTestKit
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMStore
import SMMTestSupport
import Synchronization
import Testing

@Suite("Connecting accounts")
struct ConnectServiceTests {
    /// What happens behind the door.
    private final class House: Sendable {
        private let state = Mutex((revoked: [String](), failures: 0, isClosed: false, checks: 0, refusal: String?.none))
        /// The holds the gate was told of.
        let placed = Mutex<[Hold]>([])
        /// How often whoever has accounts in memory was told to look again.
        let told = Atomic<Int>(0)
        /// Runs while the platform is asked.
        let meanwhile = Mutex<(@Sendable () async -> Void)?>(nil)

        /// The access tokens that were taken back.
        var revoked: [String] { state.withLock { $0.revoked } }
        /// How often accounts were looked at.
        var checks: Int { state.withLock { $0.checks } }
        /// The next answers to a code are none.
        func fail(_ count: Int) { state.withLock { $0.failures = count } }
        /// Takes nothing back any more.
        func close() { state.withLock { $0.isClosed = true } }

        func fails() -> Bool {
            state.withLock { state in
                state.failures -= 1
                return state.failures >= 0
            }
        }

        func revoke(_ credential: Credential) -> Failure? {
            state.withLock { state in
                if state.isClosed { return Failure("closed", "The door is closed.") }
                state.revoked.append(credential.secrets["access"]?.reveal() ?? "")
                return nil
            }
        }

        /// Counts a look; gives why the credential is refused, where it is.
        func check(_ token: Secret?) -> Failure? {
            state.withLock { state in
                state.checks += 1
                guard let refusal = state.refusal, token == Secret(refusal) else { return nil }
                return Failure("token-refused", "The token is not accepted.")
            }
        }

        /// From now on this token is not accepted.
        func refuse(_ token: String) { state.withLock { $0.refusal = token } }
        func wait() async { await meanwhile.withLock { $0 }?() }
    }

    /// A platform that asks for a password named like the account's handle, and for a visit when asked to.
    private struct DoorAdapter: PlatformAdapter, ConnectsAccounts, RevokesCredentials, ChecksAccounts {
        let house: House

        func describe() -> PlatformManifest {
            PlatformManifest(
                platform: "site", title: "Door", guarantee: .none,
                capabilities: [.connectsAccounts, .revokesCredentials, .checksAccounts],
                limits: ContentLimits(maximumText: nil, maximumMedia: 0),
                settings: [SettingSpec("directory", help: "Where."), SettingSpec("theme", help: "How it looks.")],
                source: "test", checked: "2026-11-27")
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
                if house.fails() { return .tryAgain(after: nil, reason: Failure("closed", "Nobody is at the door.")) }
                await house.wait()
                // Of what stands before a colon is the account; each code has a token of its own.
                let token = code.reveal()
                let name = String(token.prefix { $0 != ":" })
                return .connected(
                    ConnectedAccount(
                        identity: "door#\(name)", handle: "@\(name)", settings: request.settings,
                        credential: Credential(
                            kind: "oauth", secrets: ["access": Secret("token-\(token)")], issuedAt: context.clock.now)))
            case .token, .password:
                return .refused(Problem.invalid("answer-wrong", "A code is wanted."))
            }
        }

        func revoke(
            _ credential: Credential, of account: AccountProfile, in context: ConnectContext
        ) async -> Failure? {
            house.revoke(credential)
        }

        func check(_ account: AccountProfile, in context: AdapterContext) async -> ReadResult<AccountCheck> {
            let refusal = house.check(context.credential?.secrets["access"])
            await house.wait()
            if let refusal { return .needsReauth(refusal) }
            let check = AccountCheck(handle: "@new", credential: "oauth", facts: [AccountFact.handle: "@new"])
            return .read(check, budget: nil)
        }
    }

    private struct Scene {
        let office: Office
        let service: ConnectService
        let vault: Vault
        let clock: MovingClock
        let house: House
        let keeper: CredentialKeeper
        let parts: ConnectParts
        let context: AccountsContext

        func openNotices() async throws -> [String] {
            try await office.database.read { tx in
                try tx.query("SELECT dedupe FROM notice WHERE closed_at IS NULL") { try $0.text(0) }
            }
        }
    }

    private func with(isCopy: Bool = false, _ body: @Sendable (Scene) async throws -> Void) async throws {
        let house = House()
        let door = DoorAdapter(house: house)
        try await withTemporaryFolder { folder in
            try await Office.open { office in
                let clock = MovingClock()
                let vault = try Vault(
                    database: office.database, store: FileKeyStore(path: folder + "/vault.key"), clock: clock)
                let context = AccountsContext(
                    database: office.database, ids: IDSource(clock: clock), clock: clock,
                    authority: Authority(resolver: office.resolver), manifests: ["site": door.describe()],
                    checkZone: { _ in .known }, nearest: { _, _ in nil })
                let keeper = CredentialKeeper(
                    KeeperParts(
                        database: office.database, vault: vault, adapter: { _ in door }, account: { _ in nil },
                        context: { _ in nil }, clock: clock, ids: IDSource(clock: clock), isCopy: { isCopy },
                        placed: { hold in house.placed.withLock { $0.append(hold) } },
                        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
                let counter = Atomic<UInt8>(0)
                let parts = ConnectParts(
                    vault: vault, keeper: keeper, adapter: { $0 == "site" ? door : nil },
                    context: { _ in
                        ConnectContext(
                            clock: clock, transport: NoNetwork(), manifest: door.describe(),
                            random: { [UInt8](repeating: 1, count: $0) })
                    },
                    reading: { _, credential in
                        AdapterContext(
                            clock: clock, transport: NoNetwork(), media: MemoryMedia(), steps: MemorySteps(),
                            manifest: door.describe(), credential: credential)
                    },
                    random: { count in
                        let next = counter.wrappingAdd(1, ordering: .relaxed).newValue
                        return [UInt8](repeating: next, count: count)
                    }, released: { _ in })
                let service = ConnectService(context, accounts: AccountService(context), parts: parts)
                try await body(
                    Scene(
                        office: office, service: service, vault: vault, clock: clock, house: house, keeper: keeper,
                        parts: parts, context: context))
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

    /// Connects an account, as `person`, by this name.
    private func connect(_ scene: Scene, _ name: String = "door", as person: String) async throws -> AccountProfile {
        let session = try #require(session(try await scene.service.begin(Office.root, draft(name))))
        let progress = try await scene.service.proceed(Office.root, session, code(person))
        guard case .connected(let detail, _) = progress else {
            Issue.record("not connected")
            throw UnexpectedAnswer()
        }
        return detail.profile
    }

    @Test("what a platform gave and is not kept is taken back, but never what another account is kept by")
    func unkept() async throws {
        try await with { scene in
            _ = try await connect(scene, "one", as: "ann")
            _ = try await connect(scene, "two", as: "bob")
            #expect(
                await refusal { _ = try await connect(scene, "three", as: "ann") } == "account-connected-already")
            // The same token as the one that is kept.
            #expect(scene.house.revoked.isEmpty)
            let again = try #require(session(try await scene.service.reconnect(Office.root, "two")))
            #expect(
                await refusal { _ = try await scene.service.proceed(Office.root, again, code("cy")) }
                    == "account-other")
            #expect(scene.house.revoked == ["token-cy"])
        }
    }

    /// Connects the account “door” anew, as `person`; gives the remarks.
    private func anew(_ scene: Scene, _ person: String) async throws -> [String] {
        let session = try #require(session(try await scene.service.reconnect(Office.root, "door")))
        let progress = try await scene.service.proceed(Office.root, session, code(person))
        guard case .connected(_, let remarks) = progress else { throw UnexpectedAnswer() }
        return remarks
    }

    /// Puts an account's credential under a key that is not here.
    private func lock(_ account: AccountProfile, _ scene: Scene) async throws {
        try await scene.office.database.write { tx in
            _ = try tx.run(
                Statement("UPDATE credential SET key_id = 'gone' WHERE account_id = $1"),
                .integer(account.id.rawValue))
        }
    }

    @Test("the token an account had before it was connected anew is taken back, unless it is kept, or may be")
    func replaced() async throws {
        try await with { scene in
            let profile = try await connect(scene, as: "ann")
            #expect(try await anew(scene, "ann:2").isEmpty)
            #expect(scene.house.revoked == ["token-ann"])
            // A server that gives the same token again.
            #expect(try await anew(scene, "ann:2").isEmpty)
            #expect(scene.house.revoked == ["token-ann"])
            // Under a key that is not here another account may have the same one.
            let other = try await connect(scene, "other", as: "bob")
            try await lock(other, scene)
            #expect(try await anew(scene, "ann:3").isEmpty)
            #expect(scene.house.revoked == ["token-ann"])
            _ = try await scene.service.remove(Office.root, "other")
            try await lock(profile, scene)
            #expect(try await anew(scene, "ann:4").map { $0.contains("could not be opened") } == [true])
            scene.house.close()
            #expect(try await anew(scene, "ann:5").map { $0.contains("was not taken back") } == [true])
            #expect(scene.house.revoked == ["token-ann"])
        }
        try await with(isCopy: true) { scene in
            _ = try await connect(scene, as: "ann")
            #expect(try await anew(scene, "ann:2").isEmpty)
            #expect(scene.house.revoked.isEmpty)
        }
    }

    @Test("a platform that does not answer loses neither the connection nor what was brought")
    func triedAgain() async throws {
        try await with { scene in
            let name = try #require(session(try await scene.service.begin(Office.root, draft())))
            scene.house.fail(2)
            for _ in 0..<2 {
                #expect(
                    await refusal { _ = try await scene.service.proceed(Office.root, name, code("ann")) }
                        == "platform-unreachable")
            }
            guard case .connected = try await scene.service.proceed(Office.root, name, code("ann")) else {
                Issue.record("not connected")
                return
            }
        }
    }

    @Test("whoever begins again and again ends no connection of another")
    func manySessions() async throws {
        try await with { scene in
            let other = Office.person(.admin, in: scene.office.acme)
            let first = try #require(session(try await scene.service.begin(other, draft())))
            var own: [String] = []
            for _ in 0..<100 {
                own.append(try #require(session(try await scene.service.begin(Office.root, draft()))))
                scene.clock.advance(by: Milliseconds(count: 1))
            }
            #expect(
                await refusal { _ = try await scene.service.proceed(Office.root, own[91], code("ann")) }
                    == "connection-not-found")
            let tried = await refusal {
                _ = try await scene.service.proceed(Office.root, own[92], code("a", state: "x"))
            }
            #expect(tried == "state-wrong")
            guard case .connected = try await scene.service.proceed(other, first, code("ann")) else {
                Issue.record("not connected")
                return
            }
        }
    }

    @Test("a setting that was changed while an account was connected anew stays")
    func settingsMeanwhile() async throws {
        try await with { scene in
            _ = try await connect(scene, as: "ann")
            let again = try #require(session(try await scene.service.reconnect(Office.root, "door")))
            _ = try await AccountService(scene.context).edit(
                Office.root, "door", AccountChange(settings: ["theme": "warm"]))
            guard case .connected(let detail, _) = try await scene.service.proceed(Office.root, again, code("ann"))
            else {
                Issue.record("not connected")
                return
            }
            #expect(detail.profile.settings["theme"] == "warm")
        }
    }

    @Test("facts that were found before the account was connected anew do not take the newer ones' place")
    func factsMeanwhile() async throws {
        try await with { scene in
            let profile = try await connect(scene, as: "ann")
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

    @Test("a removal is told of until its credential is taken back; a copy takes nothing back")
    func removal() async throws {
        try await with { scene in
            let first = try await connect(scene, as: "ann")
            let database = scene.office.database
            let done = try await scene.service.remove(Office.root, "door")
            #expect(done.remarks.isEmpty && scene.house.revoked == ["token-ann"])
            #expect(try await scene.openNotices().isEmpty)
            scene.house.close()
            let second = try await connect(scene, as: "ann")
            let left = try await scene.service.remove(Office.root, "door")
            #expect(left.remarks.count == 1)
            #expect(try await scene.openNotices() == ["revoke:account:\(second.id)"])
            #expect(first.id != second.id)
            // One that does not open is a person's as well.
            let third = try await connect(scene, as: "ann")
            try await database.write { tx in
                _ = try tx.run(
                    Statement("UPDATE credential SET key_id = 'gone' WHERE account_id = $1"),
                    .integer(third.id.rawValue))
            }
            #expect(try await scene.service.remove(Office.root, "door").remarks.count == 1)
            #expect(try await scene.openNotices().count == 2)
        }
        try await with(isCopy: true) { scene in
            _ = try await connect(scene, as: "ann")
            let removal = try await scene.service.remove(Office.root, "door")
            #expect(removal.remarks.first?.contains("is a copy") == true)
            #expect(scene.house.revoked.isEmpty)
            #expect(try await scene.openNotices().isEmpty)
        }
    }

    @Test("a check without a credential says that nobody was asked")
    func unasked() async throws {
        try await with { scene in
            let profile = try await connect(scene, as: "ann")
            try await scene.office.database.write { tx in
                _ = try tx.run(
                    Statement("UPDATE credential SET key_id = 'gone' WHERE account_id = $1"),
                    .integer(profile.id.rawValue))
            }
            let checkup = try await scene.service.check(Office.root, "door")
            #expect(!checkup.isAsked && scene.house.checks == 0)
        }
    }

    @Test("facts are renewed once a day, not of an account that waits for a person, and not on a copy")
    func care() async throws {
        for isCopy in [false, true] {
            try await with(isCopy: isCopy) { scene in
                let profile = try await connect(scene, as: "ann")
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
        try await with { scene in
            let dead = try await connect(scene, "one", as: "ann")
            _ = try await connect(scene, "two", as: "bob")
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
        try await with { scene in
            let profile = try await connect(scene, as: "ann")
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
        try await with { scene in
            for (name, person) in [("one", "ann"), ("two", "bob"), ("three", "cy")] {
                _ = try await connect(scene, name, as: person)
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

    @Test("each account's time of the day comes once a day, however the spans lie")
    func plan() {
        let start: Int64 = 1_795_854_600_000
        for jitter in [0, 0.25, 0.5, 0.999] {
            var count = 0
            for minute in 0..<(10 * 1440) as Range<Int64> {
                let from = Instant(milliseconds: start + minute * 60_000)
                if FactsPlan.isDue(jitter, after: from, through: from + .minutes(1)) { count += 1 }
            }
            #expect(count == 10)
        }
        let now = Instant(milliseconds: start)
        // A day off is one time, not many; a clock that went back is none.
        #expect(FactsPlan.isDue(0.3, after: now, through: now + .days(30)))
        #expect(!FactsPlan.isDue(0.3, after: now, through: now))
        #expect(!FactsPlan.isDue(0.3, after: now, through: now - Milliseconds.days(2)))
    }
}
