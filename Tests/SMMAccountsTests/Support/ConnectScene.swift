import Logging
import SMMAccounts
import SMMAdapterKit
import SMMAdapterTestKit
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMTestSupport
import Synchronization
import Testing

/// A ``ConnectService`` on an office, and what is behind the only door it knows.
struct ConnectScene {
    let office: Office
    let service: ConnectService
    let vault: Vault
    let clock: MovingClock
    let house: House
    let keeper: CredentialKeeper
    let parts: ConnectParts
    let context: AccountsContext

    /// The names of the notices that stand open.
    func openNotices() async throws -> [String] {
        try await office.database.read { tx in
            try tx.query("SELECT dedupe FROM notice WHERE closed_at IS NULL") { try $0.text(0) }
        }
    }

    /// Tells what another run would tell at its start of credentials that were about to be taken back; gives how many.
    func tellLeft() async throws -> Int {
        let (ids, now) = (context.ids, clock.now)
        return try await office.database.write { tx in try PendingRevocation.tellLeft(ids, now: now, in: tx).count }
    }

    /// Connects an account, as `person`, by this name.
    func connect(_ name: String = "door", as person: String) async throws -> AccountProfile {
        let session = try #require(try await service.begin(Office.root, .door(name)).session)
        let progress = try await service.proceed(Office.root, session, .code(person))
        guard case .connected(let detail, _) = progress else {
            Issue.record("not connected")
            throw UnexpectedAnswer()
        }
        return detail.profile
    }

    /// Connects the account “door” anew, as `person`; gives the remarks.
    func anew(_ person: String) async throws -> [String] {
        let session = try #require(try await service.reconnect(Office.root, "door").session)
        let progress = try await service.proceed(Office.root, session, .code(person))
        guard case .connected(_, let remarks) = progress else { throw UnexpectedAnswer() }
        return remarks
    }

    /// Puts an account's credential under a key that is not here.
    func lock(_ account: AccountProfile) async throws {
        try await office.database.write { tx in
            _ = try tx.run(
                Statement("UPDATE credential SET key_id = 'gone' WHERE account_id = $1"),
                .integer(account.id.rawValue))
        }
    }

    /// Runs `body` in a fresh scene; its database is a copy, and its platform takes nothing back, where that is said.
    static func with(
        isCopy: Bool = false, canRevoke: Bool = true, door doorURL: String? = nil, fetchesMedia: Bool = false,
        _ body: @Sendable (ConnectScene) async throws -> Void
    ) async throws {
        let house = House()
        let door = DoorAdapter(house: house, fetchesMedia: fetchesMedia)
        try await withTemporaryFolder { folder in
            try await Office.open { office in
                let clock = MovingClock()
                let vault = try Vault(
                    database: office.database, store: FileKeyStore(path: folder + "/vault.key"), clock: clock)
                let context = AccountsContext(
                    database: office.database, ids: IDSource(clock: clock), clock: clock,
                    authority: Authority(resolver: office.resolver), manifests: ["site": door.describe()],
                    checkZone: { _ in .known }, nearest: { _, _ in nil })
                let reach: @Sendable (String) -> ConnectContext? = { _ in
                    ConnectContext(
                        clock: clock, transport: NoNetwork(), manifest: door.describe(),
                        random: { [UInt8](repeating: 1, count: $0) })
                }
                let keeper = CredentialKeeper(
                    KeeperParts(
                        database: office.database, vault: vault, adapter: { _ in canRevoke ? door : nil },
                        account: { _ in nil },
                        context: reach, clock: clock, ids: IDSource(clock: clock), isCopy: { isCopy },
                        placed: { hold in house.placed.withLock { $0.append(hold) } },
                        noticeRaised: { house.raised.add(1, ordering: .relaxed) },
                        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
                let counter = Atomic<UInt8>(0)
                let parts = ConnectParts(
                    vault: vault, keeper: keeper, adapter: { $0 == "site" ? door : nil },
                    context: reach,
                    reading: { _, credential in
                        AdapterContext(
                            clock: clock, transport: NoNetwork(), media: MemoryMedia(), steps: MemorySteps(),
                            manifest: door.describe(), credential: credential)
                    },
                    random: { count in
                        let next = counter.wrappingAdd(1, ordering: .relaxed).newValue
                        return [UInt8](repeating: next, count: count)
                    }, door: doorURL, released: { _ in })
                let service = ConnectService(context, accounts: AccountService(context), parts: parts)
                try await body(
                    ConnectScene(
                        office: office, service: service, vault: vault, clock: clock, house: house, keeper: keeper,
                        parts: parts, context: context))
            }
        }
    }
}
