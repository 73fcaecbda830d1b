import Logging
import SMMAccounts
import SMMAdapterKit
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMStore
import SMMTestSupport
import Synchronization

/// One account with credential 0 of a strictly rotating server, and what its keeper told.
final class KeeperScene: Sendable {
    let office: Office
    let account: AccountProfile
    let vault: Vault
    let server: RotatingServer
    let clock: MovingClock
    let network = ListeningNetwork()
    let holds = Mutex<[Hold]>([])
    /// How often it was told that a notice was raised.
    let raised = Atomic<Int>(0)
    /// How often a test's own closure ran.
    let seen = Atomic<Int>(0)

    init(office: Office, account: AccountProfile, vault: Vault, clock: MovingClock) {
        self.office = office
        self.account = account
        self.vault = vault
        self.server = RotatingServer()
        self.clock = clock
    }

    /// A keeper as after a start: it knows nothing but what is stored; on another database where one is given.
    func keeper(isCopy: Bool = false, on database: (any Database)? = nil) -> CredentialKeeper {
        let adapter = RotatingAdapter(server: server)
        let (clock, account, network) = (self.clock, self.account, self.network)
        return CredentialKeeper(
            KeeperParts(
                database: database ?? office.database, vault: vault, adapter: { _ in adapter },
                account: {
                    $0 == account.id ? account : nil
                },
                context: { _ in
                    ConnectContext(
                        clock: clock, transport: network, manifest: adapter.describe(), random: { _ in [] })
                }, clock: clock, ids: IDSource(clock: clock), isCopy: { isCopy },
                placed: { [self] hold in
                    holds.withLock { $0.append(hold) }
                },
                noticeRaised: { [self] in
                    raised.add(1, ordering: .relaxed)
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

    /// The credential that is stored.
    func held() async throws -> HeldCredential? {
        try await office.database.read { [vault, account] tx in try vault.credential(of: account, in: tx) }
    }

    /// The commands of the notices that stand open.
    func openNotices() async throws -> [String] {
        try await office.database.read { tx in
            try tx.query("SELECT command FROM notice WHERE closed_at IS NULL") { try $0.text(0) }
        }
    }

    /// A service that has accounts removed, or connected anew at a door; `changed` runs once that is committed.
    func service(_ keeper: CredentialKeeper, changed: @escaping @Sendable () async -> Void) -> ConnectService {
        let context = AccountsContext(
            database: office.database, ids: IDSource(clock: clock), clock: clock,
            authority: Authority(resolver: office.resolver), manifests: ["site": .site], checkZone: { _ in .known },
            nearest: { _, _ in nil }, listChanged: changed)
        let door = DoorAdapter(house: House())
        let parts = ConnectParts(
            vault: vault, keeper: keeper, adapter: { _ in door },
            context: { [clock] _ in
                ConnectContext(clock: clock, transport: NoNetwork(), manifest: door.describe(), random: { _ in [] })
            }, reading: { _, _ in nil },
            random: { [UInt8](repeating: 1, count: $0) }, released: { _ in })
        return ConnectService(context, accounts: AccountService(context), parts: parts)
    }

    /// Stores credential 99, as if the account were connected anew; gives its version.
    @discardableResult
    func replace() async throws -> Int64 {
        let now = clock.now
        return try await office.database.write { [vault, account] tx in
            try vault.keep(RotatingServer.credential(99, at: now), of: account, now: now, in: tx)
        }
    }

    /// The names of what is noted of credentials that are being taken back, and of the open notices of those that were
    /// not.
    func revocations() async throws -> (noted: [String], told: [String]) {
        try await office.database.read { tx in
            (
                try Facts.all(beginning: "revoke:", in: tx).map(\.name),
                try tx.query("SELECT dedupe FROM notice WHERE closed_at IS NULL AND kind = 'revoke'") {
                    try $0.text(0)
                }
            )
        }
    }

    /// Runs `body` in a fresh scene.
    static func with(_ body: @Sendable (KeeperScene) async throws -> Void) async throws {
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
                let scene = KeeperScene(office: office, account: account, vault: vault, clock: clock)
                try await body(scene)
            }
        }
    }
}
