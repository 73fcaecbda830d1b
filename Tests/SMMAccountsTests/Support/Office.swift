import SMMAccounts
import SMMAdapterKit
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMStore
import SMMTestSupport

/// A private database with the services on it and two brands, `acme` and `beta`.
struct Office: Sendable {
    let database: SQLiteDatabase
    let resolver: PrincipalResolver
    let directory: TownDirectory
    let context: AccountsContext
    let brands: BrandService
    let accounts: AccountService
    let groups: GroupService
    let grants: GrantService
    let acme: BrandID
    let beta: BrandID

    /// Admin in every brand.
    static let root = Principal(kind: .user, name: "root", uid: 0, via: "test", everywhere: .admin)

    /// One that holds `role` in `brand` and nothing else.
    static func person(_ role: Role, in brand: BrandID) -> Principal {
        Principal(kind: .user, name: "p-\(role.rawValue)", uid: 4000, via: "test", roles: [brand: role])
    }

    /// Runs `body` in a fresh office.
    @discardableResult
    static func open<T>(_ body: (Office) async throws -> T) async throws -> T {
        try await withTemporaryFolder { folder in
            let office = try await make(folder)
            let result = try await body(office)
            await office.database.close()
            return result
        }
    }

    private static func make(_ folder: String) async throws -> Office {
        let clock = FixedClock()
        let database = try await SQLiteDatabase.open(
            SQLiteConfiguration(
                path: folder + "/smm.db", migrations: Schema.migrations, time: clock, makeGeneration: { "gen1" }))
        let directory = TownDirectory()
        let resolver = PrincipalResolver(
            database: database, directory: directory, bootstrap: BootstrapAdmins(groups: ["smm-admin"]))
        let context = AccountsContext(
            database: database, ids: IDSource(clock: clock), clock: clock, authority: Authority(resolver: resolver),
            manifests: ["site": .site, "chat": .chat], defaults: BrandDefaults(zone: "Europe/Berlin", language: "de"),
            checkZone: {
                ["UTC", "Europe/Berlin", "America/New_York"].contains($0) ? .known : .unknown(nearest: "UTC")
            },
            nearest: { name, names in names.first { $0.first == name.first } },
            faults: { account in
                guard let given = account.settings["directory"], !given.hasPrefix("/") else { return [] }
                return [
                    SettingFault(
                        "directory", "It is no full path.", given: given, allowed: "a full path", example: "/srv")
                ]
            })
        let brands = BrandService(context)
        let acme = try await brands.create(root, BrandDraft(name: "acme"), render: { _ in "" }).value.profile.id
        let beta = try await brands.create(root, BrandDraft(name: "beta"), render: { _ in "" }).value.profile.id
        return Office(
            database: database, resolver: resolver, directory: directory, context: context, brands: brands,
            accounts: AccountService(context), groups: GroupService(context),
            grants: GrantService(context, directory: directory), acme: acme, beta: beta)
    }

    /// Makes a Site account.
    func account(_ name: String, brand: String = "acme") async throws -> AccountDetail {
        try await accounts.create(
            Self.root, AccountDraft(brand: brand, platform: "site", name: name, settings: ["directory": "/srv/x"]),
            render: { _ in "" }
        ).value
    }

    /// The verbs of every event, oldest first.
    func verbs() async throws -> [String] {
        try await database.read { tx in try EventLog.after(0, limit: 1000, in: tx).map(\.verb) }
    }
}
