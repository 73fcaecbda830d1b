import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import SMMAPI
import SMMAPIServer
import SMMAccounts
import SMMAdapterKit
import SMMAdapterTestKit
import SMMDatabaseSQLite
import SMMModel
import SMMStore
import SMMTestSupport
import Testing

/// A responder on real accounts in a private database and everything else in memory. Two brands: `acme` with the
/// account `main`, the group `all-acme` and a post; `beta` with `shop`, `all-beta` and a post.
struct Desk {
    let database: SQLiteDatabase
    let resolver: PrincipalResolver
    let services: ServerServices
    let responder: APIResponder
    let posts: FakePosts
    let media: FakeMedia
    let events: FakeEvents
    let places: Places
    /// What stands in each brand, by the name of the path's parameter.
    let things: [String: [String: String]]

    /// Root's connection.
    static let root = Connection(peer: Peer(uid: 0, groups: [0]))

    /// Runs `body` at a fresh desk.
    @discardableResult
    static func open<T>(settings: ServerSettings = ServerSettings(), _ body: (Desk) async throws -> T) async throws -> T
    {
        try await withTemporaryFolder { folder in
            let desk = try await make(folder, settings)
            let result = try await body(desk)
            await desk.database.close()
            return result
        }
    }

    private static func make(_ folder: String, _ settings: ServerSettings) async throws -> Desk {
        let clock = DeskClock()
        let database = try await SQLiteDatabase.open(
            SQLiteConfiguration(
                path: folder + "/smm.db", migrations: SMMStore.Schema.migrations, time: clock,
                makeGeneration: { "gen1" }))
        let directory = DeskDirectory()
        let resolver = PrincipalResolver(database: database, directory: directory, bootstrap: BootstrapAdmins())
        let context = AccountsContext(
            database: database, ids: IDSource(clock: clock), clock: clock, authority: Authority(resolver: resolver),
            manifests: ["site": .desk, SignInAdapter.platform: SignInAdapter().describe()],
            checkZone: { $0 == "UTC" ? .known : .unknown(nearest: "UTC") },
            nearest: { name, names in names.first { $0.first == name.first } })
        let brands = BrandService(context)
        let places = Places()
        let posts = FakePosts(brands: brands, places: places)
        let accounts = AccountService(context)
        let groups = GroupService(context)
        let grants = GrantService(context, directory: directory)
        let root = Principal(kind: .user, name: "root", uid: 0, via: "test", everywhere: .admin)
        var references: [BrandReference] = []
        var things: [String: [String: String]] = [:]
        for (number, name) in ["acme", "beta"].enumerated() {
            let brand = try await brands.create(root, BrandDraft(name: name), render: { _ in "" }).made
            references.append(BrandReference(id: brand.profile.id, name: name))
            let account = try await accounts.create(
                root, AccountDraft(brand: name, platform: "site", name: "main-\(name)"), render: { _ in "" }
            ).made
            let group = try await groups.create(
                root, GroupDraft(brand: name, name: "all-\(name)"), render: { _ in "" }
            ).made
            let grant = try await grants.create(
                root, GrantDraft(subject: .user("guest"), role: .viewer, place: .brand(name)), render: { _ in "" }
            ).made
            let post = try await posts.create(
                Call(principal: root), CreatePost(brand: name, text: "hello"), render: { _ in "" }
            ).made
            things[name] = [
                "brand": brand.profile.id.description, "account": account.profile.id.description,
                "group": group.id.description, "grant": grant.id.description, "post": post.id.description,
                "hold": HoldID(rawValue: Int64(number) + 1).description,
                "asset": AssetID(rawValue: Int64(number) + 1).description,
            ]
        }
        let fakes = FakeControls(brands: brands, accounts: accounts, holdBrands: references, places: places)
        let media = FakeMedia(brands: brands)
        let events = FakeEvents(brands: brands)
        let vault = try Vault(
            database: database, store: FileKeyStore(path: folder + "/vault.key"), clock: clock)
        let keeper = CredentialKeeper(
            KeeperParts(
                database: database, vault: vault, adapter: { _ in SignInAdapter() }, account: { _ in nil },
                context: { _ in .desk(clock) },
                clock: clock, ids: context.ids, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
        let connections = ConnectService(
            context, accounts: accounts,
            parts: ConnectParts(
                vault: vault, keeper: keeper,
                adapter: { $0 == SignInAdapter.platform ? SignInAdapter() : nil },
                context: { _ in .desk(clock) },
                reading: { _, credential in .desk(clock, credential) },
                random: { count in (0..<count).map { _ in UInt8.random(in: .min ... .max) } },
                door: "https://door.example.org", released: { _ in }))
        let hooks = HookService(
            context, vault: vault, door: "https://door.example.org",
            random: { count in (0..<count).map { _ in UInt8.random(in: .min ... .max) } })
        let invites = InviteService(context, accounts: accounts, connections: connections)
        for name in ["acme", "beta"] {
            let signing = AccountDraft(brand: name, platform: SignInAdapter.platform, name: "signed-\(name)")
            let progress = try await connections.begin(
                root, ConnectDraft(account: signing, answer: .token(Secret("token-\(name)"))))
            guard case .connected(let signed, _) = progress else { continue }
            things[name]?["signed"] = signed.profile.id.description
            let draft = AccountDraft(brand: name, platform: SignInAdapter.platform, name: "client")
            let (invite, _) = try await invites.create(root, InviteDraft(account: draft, life: .days(1)))
            things[name]?["invite"] = invite.id.description
            let (hook, _) = try await hooks.create(root, brand: name, name: "program")
            things[name]?["hook"] = hook.id.description
        }
        let controls = Controls(
            brands: brands, accounts: accounts, connections: connections, invites: invites, hooks: hooks,
            vault: VaultService(context, vault: vault, keeper: keeper, random: { [UInt8](repeating: 7, count: $0) }),
            groups: groups, grants: grants, posts: posts, slots: fakes, queue: fakes,
            events: events, holds: fakes, daemon: fakes, media: media)
        let services = ServerServices(
            controls: controls, resolver: resolver, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            release: "0.0.1", local: { instant, zone in zone == "UTC" ? RFC3339.text(instant) : nil },
            nearest: { name, names in names.first { $0.first == name.first } })
        return Desk(
            database: database, resolver: resolver, services: services,
            responder: APIResponder(services, settings: settings, idPrefix: "t"), posts: posts, media: media,
            events: events, places: places, things: things)
    }

    /// Gives `role` in `brand` to the user whose name is the role's.
    func give(_ role: Role, in brand: String = "acme") async throws -> (Connection, GrantDetail) {
        let root = Principal(kind: .user, name: "root", uid: 0, via: "test", everywhere: .admin)
        let draft = GrantDraft(subject: .user(role.rawValue), role: role, place: .brand(brand))
        let grant = try await services.controls.grants.create(root, draft, render: { _ in "" }).made
        let uid = UInt32(2000 + (Role.allCases.firstIndex(of: role) ?? 0))
        return (Connection(peer: Peer(uid: uid, groups: [uid])), grant)
    }
}

struct DeskClock: TimeSource {
    var now: Instant { Instant(milliseconds: 1_795_854_600_000) }
    var monotonic: Milliseconds { .zero }
}

/// One user for each role, named after it, and `guest`.
struct DeskDirectory: UserDirectory {
    func userName(_ uid: UInt32) -> String? {
        if uid == 0 { return "root" }
        let index = Int(uid) - 2000
        return Role.allCases.indices.contains(index) ? Role.allCases[index].rawValue : nil
    }
    func groupName(_ gid: UInt32) -> String? { nil }
    func hasUser(_ name: String) -> Bool { Role(rawValue: name) != nil || name == "guest" || name == "root" }
    func hasGroup(_ name: String) -> Bool { name == "writers" }
}

extension PlatformManifest {
    static let desk = PlatformManifest(
        platform: "site", title: "Site", guarantee: .recordKey, capabilities: [.deletesPosts],
        limits: ContentLimits(maximumText: nil, maximumMedia: 10),
        settings: [SettingSpec("theme", help: "How it looks.", defaultValue: "plain", allowed: ["plain", "warm"])],
        source: "test", checked: "2026-11-01")
}

extension Creation {
    /// What was made; only for creates without a key.
    var made: Value {
        get throws {
            guard case .made(let value) = self else { throw NotMade() }
            return value
        }
    }
}

struct NotMade: Error {}
