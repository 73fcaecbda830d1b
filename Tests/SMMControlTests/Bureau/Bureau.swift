import Logging
import SMMAPI
import SMMAPIServer
import SMMAccounts
import SMMAdapterKit
import SMMAdapterTestKit
import SMMControl
import SMMDatabase
import SMMDatabaseSQLite
import SMMDoorWire
import SMMModel
import SMMPlanning
import SMMPublishing
import SMMStore
import SMMTestSupport
import SMMTime
import Testing

/// The whole control side of a daemon in memory: the real desks behind the real routes, on a private database, a fake
/// network and a clock of the test. Two brands, `acme` (Berlin, account `blog`) and `beta` (account `shop`).
struct Bureau: Sendable {
    let clock: FakeClock
    let network: FakeNetworkHost
    let database: SQLiteDatabase
    let engine: PublishEngine
    let context: ControlContext
    let resolver: PrincipalResolver
    let controls: Controls
    let responder: APIResponder
    let signal: CommitSignal
    let media: MediaStore
    let folder: String

    /// A connection of root, who is admin everywhere. A new one each time: it remembers what one bureau said of it.
    static var root: Connection { Connection(peer: Peer(uid: 0, groups: [0])) }
    private static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// Runs `body` in a fresh bureau whose machine works as long as it lasts.
    @discardableResult
    static func open<T: Sendable>(
        _ kind: FakeClass = .listing, maximumUpload: Int64 = MediaStore.standardLimit, freeSpace: Int64 = .max,
        pictures: any PictureProber & PictureFitter = PassingPictures(),
        _ body: @Sendable (Bureau) async throws -> T
    ) async throws -> T {
        try await withTemporaryFolder { folder in
            let bureau = try await make(kind, maximumUpload, freeSpace, pictures, in: folder)
            let result = try await withThrowingTaskGroup(of: Void.self) { group in
                let dispatcher = bureau.engine.dispatcher
                group.addTask { try await dispatcher.run() }
                let result: Result<T, any Error>
                do { result = .success(try await body(bureau)) } catch { result = .failure(error) }
                await dispatcher.stop()
                try await group.waitForAll()
                return try result.get()
            }
            #expect(try await bureau.mismarked() == [], "unsettled_at does not fit these states")
            await bureau.database.close()
            return result
        }
    }

    private static func make(
        _ kind: FakeClass, _ maximumUpload: Int64, _ freeSpace: Int64, _ pictures: any PictureProber & PictureFitter,
        in folder: String
    ) async throws -> Bureau {
        let clock = FakeClock()
        let database = try await SQLiteDatabase.open(
            SQLiteConfiguration(
                path: folder + "/smm.db", migrations: Schema.migrations, time: clock, makeGeneration: { "gen1" }))
        let zones = TimeZoneDirectory()
        let ids = IDSource(clock: clock)
        let slots = SlotService(zones: zones, ids: ids)
        let signal = CommitSignal()
        let network = FakeNetworkHost(FakeRules(kind), clock: clock)
        let adapters = AdapterRegistry([
            FakeNetworkAdapter(FakeRules(kind), platform: "fake"), CinemaAdapter(), GalleryAdapter(), SignInAdapter(),
        ])
        let media = try MediaStore(folder: folder + "/media", freeSpace: { _ in freeSpace })
        var settings = PublishingSettings()
        settings.fuse.minimumGap = .zero
        let engine = PublishEngine(
            EngineParts(
                database: database, origin: "gen1", settings: settings, undoWindow: .seconds(15),
                adapters: adapters, slots: Slots(service: slots), transport: FakeTransport(network), media: media,
                clock: clock,
                ids: ids, random: { 0.5 }, hooks: DispatcherHooks(committed: { signal.signal() }), logger: logger))
        _ = try await engine.start { _, _ in "22:10–07:40" }
        let directory = Town()
        let resolver = PrincipalResolver(database: database, directory: directory, bootstrap: BootstrapAdmins())
        let manifests = adapters.platforms.compactMap { adapters.manifest($0) }
        let accounts = AccountsContext(
            database: database, ids: ids, clock: clock, authority: Authority(resolver: resolver),
            manifests: Dictionary(manifests.map { ($0.platform, $0) }, uniquingKeysWith: { $1 }),
            checkZone: { (try? zones.zone(named: $0)) == nil ? .unknown(nearest: nil) : .known },
            nearest: { NearestName.find($0, in: $1) },
            listChanged: { try? await engine.directory.refresh(from: database) })
        let context = ControlContext(
            accounts: accounts, engine: engine, adapters: adapters, slots: slots, zones: zones)
        let desk = MediaDesk(context, store: media, pictures: pictures, maximumBytes: maximumUpload)
        let controls = try controls(context, directory, signal, media, desk, folder)
        let services = ServerServices(
            controls: controls, resolver: resolver,
            logger: logger, release: "0.0.1",
            local: { instant, zone in (try? zones.zone(named: zone)).map { ISO8601.format(instant, in: $0) } },
            nearest: { NearestName.find($0, in: $1) })
        let bureau = Bureau(
            clock: clock, network: network, database: database, engine: engine, context: context, resolver: resolver,
            controls: controls, responder: APIResponder(services, idPrefix: "t"), signal: signal, media: media,
            folder: folder)
        try await bureau.furnish()
        return bureau
    }

    private static func controls(
        _ context: ControlContext, _ directory: Town, _ signal: CommitSignal, _ media: MediaStore,
        _ desk: MediaDesk, _ folder: String
    ) throws -> Controls {
        let writer = context.engine.writer
        let parts = DaemonParts(
            release: "0.0.1", since: context.accounts.clock.now, stateFolder: folder, built: Instant(milliseconds: 0),
            channels: ["journal"],
            makeBackup: { DaemonParts.Backup(path: "/backups/one.db", byteCount: 1, generation: "gen1") },
            planBackup: { DaemonParts.Backup(path: "/backups/next.db", byteCount: 2, generation: "gen1") },
            checkConfig: { ConfigView(valid: true, applied: false, problems: [], changes: []) },
            reloadConfig: { ConfigView(valid: true, applied: true, problems: [], changes: []) },
            testNotice: { _ in [ChannelResult(channel: "journal", delivered: true, message: "It is in the log.")] },
            door: door(context, media))
        let accounts = AccountService(
            context.accounts,
            retire: { account, principal, now, tx in
                try writer.retire(account, by: principal, now: now, in: tx)
            })
        let (connections, invites, hooks, vault) = try connecting(context, accounts, folder)
        return Controls(
            brands: BrandService(context.accounts), accounts: accounts, connections: connections, invites: invites,
            hooks: hooks, vault: vault,
            groups: GroupService(context.accounts),
            grants: GrantService(context.accounts, directory: directory), posts: PostDesk(context),
            slots: SlotDesk(context), queue: QueueDesk(context), events: EventDesk(context, signal: signal),
            holds: HoldDesk(context), daemon: DaemonDesk(context, signal: signal, parts: parts),
            media: desk)
    }

    /// Two brands with an account each, and every role of `acme` given to the user named after it.
    private func furnish() async throws {
        for (brand, account) in [("acme", "blog"), ("beta", "shop")] {
            let zone = brand == "acme" ? "Europe/Berlin" : "UTC"
            try await done("POST", "/v1/brands", #"{"name":"\#(brand)","zone":"\#(zone)"}"#)
            try await done("POST", "/v1/accounts", #"{"brand":"\#(brand)","platform":"fake","name":"\#(account)"}"#)
        }
        for role in Role.allCases {
            try await done("POST", "/v1/grants", #"{"user":"\#(role)","role":"\#(role)","brand":"acme"}"#)
        }
    }
}

extension Bureau {
    /// A door that nobody serves.
    private static func door(_ context: ControlContext, _ media: MediaStore) -> DaemonParts.Door {
        let scene = context.accounts
        let desk = DoorDesk(
            DoorSetup(
                url: "https://door.example.org", socket: "/run/none",
                facts: DoorFacts(host: "door.example.org", language: "en", proxies: [])),
            database: scene.database, media: media, clock: scene.clock,
            random: { count in (0..<count).map { _ in UInt8.random(in: .min ... .max) } })
        return DaemonParts.Door(desk: desk, probe: DoorProbe(desk, transport: NoTransport(), clock: scene.clock))
    }

    /// Connections and the vault, with its key in the bureau's folder.
    private static func connecting(
        _ context: ControlContext, _ accounts: AccountService, _ folder: String
    ) throws -> (ConnectService, InviteService, HookService, VaultService) {
        let scene = context.accounts
        let vault = try Vault(
            database: scene.database, store: FileKeyStore(path: folder + "/vault.key"), clock: scene.clock)
        let directory = context.engine.directory
        let adapters = context.adapters
        let reach: @Sendable (String) -> ConnectContext? = { platform in
            adapters.manifest(platform).map {
                ConnectContext(
                    clock: scene.clock, transport: NoTransport(), manifest: $0,
                    random: { [UInt8](repeating: 7, count: $0) })
            }
        }
        let keeper = CredentialKeeper(
            KeeperParts(
                database: scene.database, vault: vault, adapter: { adapters.adapter($0) },
                account: { directory.account($0) }, context: reach, clock: scene.clock, ids: scene.ids,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
        let parts = ConnectParts(
            vault: vault, keeper: keeper, adapter: { adapters.adapter($0) },
            context: reach,
            reading: { account, credential in
                adapters.manifest(for: account).map {
                    AdapterContext(
                        clock: scene.clock, transport: NoTransport(), media: MemoryMedia(), steps: MemorySteps(),
                        manifest: $0, credential: credential)
                }
            }, random: { count in (0..<count).map { _ in UInt8.random(in: .min ... .max) } },
            door: "https://door.example.org", released: { _ in })
        let connections = ConnectService(scene, accounts: accounts, parts: parts)
        return (
            connections, InviteService(scene, accounts: accounts, connections: connections),
            HookService(
                scene, vault: vault, door: "https://door.example.org",
                random: { count in (0..<count).map { _ in UInt8.random(in: .min ... .max) } }),
            VaultService(scene, vault: vault, keeper: keeper, random: { [UInt8](repeating: 7, count: $0) })
        )
    }
}
