import Glibc
import Logging
import SMMAPIServer
import SMMAccounts
import SMMAdapterKit
import SMMConfig
import SMMControl
import SMMDatabase
import SMMModel
import SMMPublishing
import SMMSystemd
import SMMText
import SMMTime

/// Builds what the control API needs on top of the core.
struct DaemonDesks {
    let core: DaemonCore
    let manager: ServiceManager
    private let directory = SystemUserDirectory()

    init(core: DaemonCore, manager: ServiceManager) {
        self.core = core
        self.manager = manager
    }

    /// The server on the sockets that were handed over, else on the configured path.
    func server(_ environment: ServiceEnvironment) throws -> APIServer {
        let resolver = PrincipalResolver(
            database: core.database, directory: directory, bootstrap: BootstrapAdmins(users: [geteuid()]))
        let context = control(resolver)
        let zones = core.zones
        var services = ServerServices(
            controls: controls(context, resolver), resolver: resolver, logger: core.logger, release: DaemonCore.release,
            local: { instant, zone in (try? zones.zone(named: zone)).map { ISO8601.format(instant, in: $0) } },
            nearest: { SMMText.NearestName.find($0, in: $1) })
        if let observer = core.options.observer { services.hooks = KillPointHooks.server(observer) }
        var settings = ServerSettings()
        settings.maximumConnections = core.configuration.limits.connections
        return APIServer(
            responder: APIResponder(services, settings: settings, idPrefix: idPrefix), targets: targets(environment),
            settings: settings, logger: core.logger, onReady: { [manager] in manager.ready(status: DaemonCore.serving) }
        )
    }

    private func targets(_ environment: ServiceEnvironment) -> [ListenTarget] {
        let handed = environment.sockets.filter(\.isUnixStreamListener).map { ListenTarget.descriptor($0.descriptor) }
        return handed.isEmpty ? [.path(core.configuration.socket, mode: 0o660)] : handed
    }

    /// Ids of two runs differ by the second they started in.
    private var idPrefix: String { String(core.started.milliseconds / 1000, radix: 36) + "-" }

    private func control(_ resolver: PrincipalResolver) -> ControlContext {
        let zones = core.zones
        let site = core.configuration.siteDirectory
        let manifests = core.adapters.platforms.compactMap { core.adapters.manifest($0) }
        let accounts = AccountsContext(
            database: core.database, ids: core.ids, clock: core.options.clock, authority: Authority(resolver: resolver),
            manifests: Dictionary(manifests.map { ($0.platform, $0) }, uniquingKeysWith: { $1 }),
            defaults: BrandDefaults(zone: TimeZoneDirectory.systemZoneName() ?? "UTC", language: "en"),
            checkZone: { name in
                do throws(TimeDataError) {
                    _ = try zones.zone(named: name)
                    return .known
                } catch {
                    return .unknown(nearest: error.suggestion)
                }
            },
            nearest: { SMMText.NearestName.find($0, in: $1) },
            complete: { account, brand in Self.complete(account, brand, site: site) },
            listChanged: { [core] in await core.listChanged() })
        return ControlContext(
            accounts: accounts, engine: core.engine, adapters: core.adapters, slots: core.slots, zones: zones)
    }

    /// A site without a folder of its own gets one below the site root, named for its brand and itself.
    private static func complete(_ account: AccountProfile, _ brand: BrandProfile, site: String) -> [String: String] {
        guard account.platform == "site", account.settings["directory"] == nil else { return account.settings }
        return account.settings.merging(["directory": "\(site)/\(brand.name)/\(account.name)"]) { own, _ in own }
    }
}
