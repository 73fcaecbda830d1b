import Logging
import SMMAccounts
import SMMAdapterKit
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMStore
import SMMTestSupport
import Synchronization
import Testing

@Suite("The keeper of credentials")
struct KeeperTests {
    /// One account with credential 0 of a strictly rotating server, and what its keeper told.
    private final class Scene: Sendable {
        let office: Office
        let account: AccountProfile
        let vault: Vault
        let server: RotatingServer
        let clock: MovingClock
        let network = ListeningNetwork()
        let holds = Mutex<[Hold]>([])

        init(office: Office, account: AccountProfile, vault: Vault, clock: MovingClock) {
            self.office = office
            self.account = account
            self.vault = vault
            self.server = RotatingServer()
            self.clock = clock
        }

        /// A keeper as after a start: it knows nothing but what is stored.
        func keeper(isCopy: Bool = false) -> CredentialKeeper {
            let adapter = RotatingAdapter(server: server)
            let (clock, account, network) = (self.clock, self.account, self.network)
            return CredentialKeeper(
                KeeperParts(
                    database: office.database, vault: vault, adapter: { _ in adapter },
                    account: {
                        $0 == account.id ? account : nil
                    },
                    context: { _ in
                        ConnectContext(
                            clock: clock, transport: network, manifest: adapter.describe(), random: { _ in [] })
                    }, clock: clock, ids: IDSource(clock: clock), isCopy: { isCopy },
                    placed: { [self] hold in
                        holds.withLock { $0.append(hold) }
                    }, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
        }

        /// Notes the start of a renewal, as a run that was killed right after that did.
        func begin() async throws {
            let now = clock.now
            let id = account.id.rawValue
            _ = try await office.database.write { tx in
                try tx.run(
                    Statement("UPDATE credential SET refresh_at = $2 WHERE account_id = $1"), .integer(id),
                    now.sqlValue)
            }
        }

        func held() async throws -> HeldCredential? {
            try await office.database.read { [vault, account] tx in try vault.credential(of: account, in: tx) }
        }

        func openNotices() async throws -> [String] {
            try await office.database.read { tx in
                try tx.query("SELECT command FROM notice WHERE closed_at IS NULL") { try $0.text(0) }
            }
        }
    }

    private func with(_ body: @Sendable (Scene) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            try await Office.open { office in
                let clock = MovingClock()
                let vault = try Vault(
                    database: office.database, store: FileKeyStore(path: folder + "/vault.key"), clock: clock)
                let account = try await office.account("blog").profile
                let now = clock.now
                _ = try await office.database.write { tx in
                    try vault.keep(RotatingServer.credential(0, at: now), of: account, now: now, in: tx)
                }
                let scene = Scene(office: office, account: account, vault: vault, clock: clock)
                try await body(scene)
            }
        }
    }

    private func number(_ answer: CredentialAnswer) -> String? {
        guard case .ready(let credential) = answer else { return nil }
        return credential.secrets["access"]?.reveal()
    }

    @Test("a credential is handed out as it is until four fifths of its life are over, and then renewed once")
    func renews() async throws {
        try await with { scene in
            let keeper = scene.keeper()
            #expect(number(await keeper.credential(of: scene.account)) == "access-0")
            scene.clock.advance(by: .minutes(95))
            #expect(number(await keeper.credential(of: scene.account)) == "access-0")
            #expect(scene.server.calls == 0)
            scene.clock.advance(by: .minutes(2))
            let account = scene.account
            let answers = await withTaskGroup(of: CredentialAnswer.self) { group in
                for _ in 0..<20 { group.addTask { await keeper.credential(of: account) } }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(answers.map(number)) == ["access-1"])
            #expect(scene.server.calls == 1)
            let held = try await scene.held()
            #expect(held?.version == 2)
        }
    }

    @Test("an account that is removed before its credential is renewed has none, and nothing is renewed")
    func removedBefore() async throws {
        try await with { scene in
            let keeper = scene.keeper()
            #expect(number(await keeper.credential(of: scene.account)) == "access-0")
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

    @Test(
        "a renewal that does not come off after the account was connected anew brings back neither credential nor pause"
    )
    func forgottenMeanwhile() async throws {
        for turn in [RotatingServer.Turn.notArrived, .answerLost, .limited(.hours(5)), .empty] {
            try await with { scene in
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
                #expect(number(await keeper.credential(of: account)) == "access-99")
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
        try await with { scene in
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

    @Test("a credential that could not be stored is stored once, however many ask")
    func unsavedOnce() async throws {
        try await with { scene in
            scene.clock.advance(by: .minutes(100))
            let keeper = scene.keeper()
            let (account, office) = (scene.account, scene.office)
            let stop = Statement(
                """
                CREATE TRIGGER full BEFORE UPDATE OF version ON credential
                BEGIN SELECT RAISE(ABORT, 'no room'); END
                """)
            try await office.database.write { tx in _ = try tx.run(stop, []) }
            #expect(number(await keeper.credential(of: account)) == "access-1")
            #expect(await keeper.unstored(account.id)?.secrets["access"] == Secret("access-1"))
            try await office.database.write { tx in _ = try tx.run(Statement("DROP TRIGGER full"), []) }
            let answers = await withTaskGroup(of: CredentialAnswer.self) { group in
                for _ in 0..<20 { group.addTask { await keeper.credential(of: account) } }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(answers.map(number)) == ["access-1"])
            let held = try await scene.held()
            #expect(held?.version == 2)
            #expect(scene.server.calls == 1)
            #expect(scene.server.revoked.isEmpty)
            #expect(await keeper.unstored(account.id) == nil)
        }
    }

    @Test("all requests of a renewal together take twenty seconds at most")
    func bounded() async throws {
        try await with { scene in
            scene.clock.advance(by: .minutes(100))
            scene.server.asks = true
            _ = await scene.keeper().credential(of: scene.account)
            #expect(scene.network.deadlines == [.seconds(20)])
        }
    }

    @Test("one that is refused is renewed once for all who say so, and a fresh one is not renewed again")
    func refused() async throws {
        try await with { scene in
            let keeper = scene.keeper()
            scene.clock.advance(by: .minutes(10))
            let old = RotatingServer.credential(0, at: .init(milliseconds: 0))
            let account = scene.account
            let answers = await withTaskGroup(of: CredentialAnswer.self) { group in
                for _ in 0..<20 { group.addTask { await keeper.refused(old, of: account) } }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(answers.map(number)) == ["access-1"])
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

    @Test("one of a kind that cannot be renewed is not tried, and its refusal is not noted for ever")
    func cannotRenew() async throws {
        try await with { scene in
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
            #expect(number(await scene.keeper().credential(of: scene.account)) == "access-0")
        }
    }

    @Test("a credential without an end that is refused again and again ends with a person, not in a loop")
    func refusedForEver() async throws {
        try await with { scene in
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
            #expect(number(await keeper.refused(first, of: scene.account)) == "access-2")
        }
    }

    @Test("while a renewal must wait, a refusal waits with it, however long the server asks for")
    func refusedWhileWaiting() async throws {
        try await with { scene in
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
            #expect(number(await keeper.refused(old, of: scene.account)) == "access-1")
        }
    }

    @Test("a copy of the database uses up nothing that the original may still need")
    func copies() async throws {
        try await with { scene in
            let keeper = scene.keeper(isCopy: true)
            scene.clock.advance(by: .minutes(100))
            _ = await keeper.renewDue()
            #expect(number(await keeper.credential(of: scene.account)) == "access-0")
            scene.clock.advance(by: .minutes(100))
            guard case .wait = await keeper.credential(of: scene.account) else {
                Issue.record("it does not wait")
                return
            }
            #expect(scene.server.calls == 0)
        }
    }

    @Test("an account's own moment of renewal is always the same, and spread over all of them")
    func jitter() {
        let first = (0..<2000).map { AccountID(rawValue: 7_000_000_000_000 + Int64($0) << 10) }
        let values = first.map(RefreshPlan.jitter)
        #expect(values == first.map(RefreshPlan.jitter))
        #expect(values.allSatisfy { (0..<1).contains($0) })
        for tenth in 0..<10 {
            let share = values.count { Int($0 * 10) == tenth }
            #expect((100...300).contains(share), "\(tenth): \(share)")
        }
    }

    @Test("killed after its start was noted, the renewal is made by the next run")
    func killedAfterStart() async throws {
        try await with { scene in
            try await scene.begin()
            let keeper = scene.keeper()
            _ = await keeper.renewDue()
            #expect(scene.server.calls == 1)
            #expect(number(await keeper.credential(of: scene.account)) == "access-1")
            let held = try await scene.held()
            #expect(held?.refreshAt == nil)
            #expect(try await scene.openNotices().isEmpty)
        }
    }

    @Test("killed before anything was noted, and after the new one was stored, nothing is lost")
    func killedAtTheEnds() async throws {
        try await with { scene in
            scene.clock.advance(by: .minutes(100))
            #expect(number(await scene.keeper().credential(of: scene.account)) == "access-1")
            #expect(number(await scene.keeper().credential(of: scene.account)) == "access-1")
            #expect(scene.server.calls == 1)
        }
    }

    @Test("killed with the answer, it is tried once, then held and told to a person, with the command to type")
    func killedWithAnswer() async throws {
        try await with { scene in
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

    @Test("a refusal that comes while keys are imported holds the account in the gate too, also where the hold stood")
    func refusedWhileImporting() async throws {
        for stands in [false, true] {
            try await with { scene in
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

    @Test("an answer that was lost on the way is tried once more after a pause")
    func lostOnTheWay() async throws {
        try await with { scene in
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
        try await with { scene in
            scene.server.plan(.notArrived)
            scene.clock.advance(by: .minutes(100))
            let keeper = scene.keeper()
            #expect(number(await keeper.credential(of: scene.account)) == "access-0")
            #expect(number(await keeper.credential(of: scene.account)) == "access-0")
            #expect(scene.server.calls == 1)
            scene.clock.advance(by: .seconds(31))
            #expect(number(await keeper.credential(of: scene.account)) == "access-1")
        }
    }

    @Test("a renewal that ends after the account was connected anew, or removed, changes nothing")
    func overtaken() async throws {
        for isRemoved in [false, true] {
            try await with { scene in
                scene.clock.advance(by: .minutes(100))
                let (vault, account, now) = (scene.vault, scene.account, scene.clock.now)
                scene.server.meanwhile = { [office = scene.office] in
                    _ = try? await office.database.write { tx in
                        if isRemoved {
                            try CredentialRows.forget(account.id, in: tx)
                        } else {
                            _ = try vault.keep(RotatingServer.credential(99, at: now), of: account, now: now, in: tx)
                        }
                    }
                }
                let keeper = scene.keeper()
                guard case .wait = await keeper.credential(of: account) else {
                    Issue.record("the renewed one was handed out")
                    return
                }
                let held = try await scene.held()
                #expect(held?.credential.secrets["access"] == (isRemoved ? nil : Secret("access-99")))
                #expect(number(await keeper.credential(of: account)) == (isRemoved ? nil : "access-99"))
            }
        }
    }

    @Test("a good credential is not overwritten by an empty one")
    func empty() async throws {
        try await with { scene in
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
