import Glibc
import Logging
import SMMAPI
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
    /// How many files and connections the process may have.
    let descriptors: DescriptorLimit

    init(core: DaemonCore, manager: ServiceManager, descriptors: DescriptorLimit) {
        self.core = core
        self.manager = manager
        self.descriptors = descriptors
    }

    /// The server on the sockets that were handed over, else on the configured path, and what reads the first status.
    func open(
        _ environment: ServiceEnvironment
    ) -> (server: APIServer, warm: @Sendable () async throws -> Void) {
        let resolver = PrincipalResolver(
            database: core.database, directory: SystemUserDirectory(), bootstrap: BootstrapAdmins(users: [geteuid()]))
        let context = control(resolver)
        let zones = core.zones
        let daemon = DaemonDesk(context, signal: core.signal, parts: parts)
        var services = ServerServices(
            controls: controls(context, daemon), resolver: resolver, logger: core.logger, release: DaemonCore.release,
            local: { instant, zone in (try? zones.zone(named: zone)).map { ISO8601.format(instant, in: $0) } },
            nearest: { NearestName.find($0, in: $1) },
            refusal: { [headroom = core.headroom] route in
                guard let shortage = headroom.shortage, !Self.needsNoRoom.contains(route) else { return nil }
                return shortage.code == .full ? DatabaseProblem.problem(for: shortage) : Self.noReserve
            })
        if let observer = core.options.observer { services.hooks = KillPointHooks.server(observer) }
        var settings = ServerSettings()
        settings.bound(connections: connections)
        let server = APIServer(
            responder: APIResponder(services, settings: settings, idPrefix: idPrefix), targets: targets(environment),
            settings: settings, logger: core.logger,
            onReady: { [core, manager] in manager.ready(status: core.statusLine) })
        return (server, { try await daemon.warm() })
    }

    /// As many clients as configured, as long as they leave enough descriptors for what goes out.
    private var connections: Int {
        let wanted = core.configuration.limits.connections
        let taken = descriptors.connections(upTo: wanted, sends: core.configuration.publishing.inFlight)
        if taken < wanted {
            core.logger.warning(
                """
                Fewer clients can connect at a time than limits.connections says, since the process may open too few \
                files: raise LimitNOFILE= in its unit (systemctl edit smmd), or in a shell: ulimit -n 1024
                """,
                metadata: LogKey.metadata([
                    .count: "\(taken)", .detail: "limits.connections: \(wanted), open files: \(descriptors.soft)",
                ]))
        }
        return taken
    }

    /// What is served though the disk is full: it stops something, or makes room.
    private static let needsNoRoom: Set<RouteID> = [
        .cancelPost, .deletePost, .placeHold, .releaseHold, .resetFuse, .undo, .checkConfig, .reloadConfig,
        .previewNewPost, .previewPost,
    ]

    private static let noReserve = Problem(
        Problem.Code("no-reserve"), status: 503,
        "smmd cannot set its reserve against a full disk aside: nothing was changed.", next: "systemctl status smmd")

    private func targets(_ environment: ServiceEnvironment) -> [ListenTarget] {
        let handed = environment.sockets.filter(\.isUnixStreamListener).map { ListenTarget.descriptor($0.descriptor) }
        return handed.isEmpty ? [.path(core.configuration.socket, mode: 0o660)] : handed
    }

    /// Ids of two runs differ by the second they started in.
    private var idPrefix: String { String(core.started.milliseconds / 1000, radix: 36) + "-" }

    private func control(_ resolver: PrincipalResolver) -> ControlContext {
        ControlContext(
            accounts: core.accountsContext(Authority(resolver: resolver)), engine: core.engine, adapters: core.adapters,
            slots: core.slots, zones: core.zones)
    }
}
