import Glibc
import Logging
import SMMDatabaseSQLite
import SMMModel
import SMMPublishing
import SMMSystemd
import SMMText
import ServiceLifecycle
import UnixSignals

/// Runs the daemon: the outermost frame, which turns every end into an exit status and one clear line.
package enum Daemon {
    /// How long what is in flight may take to end after the daemon was told to stop.
    static let stopPatience = Duration.seconds(35)

    /// Runs until the daemon is told to stop or cannot go on; gives the exit status.
    package static func run(_ options: DaemonOptions) async -> Int32 {
        let hasFewHeaps = ProcessHardening.limitHeaps(2)
        let environment = ServiceEnvironment.current()
        let log = DaemonLog(environment)
        do {
            if !hasFewHeaps { log.logger.debug("The C library keeps as many heaps as it likes.") }
            if !ProcessHardening.forbidCoreDumps() {
                log.logger.warning("The kernel does not forbid core dumps; they may hold what is secret.")
            }
            try await serve(options, environment, log)
            log.flush()
            return ExitStatus.ok.rawValue
        } catch let failure as DaemonFailure {
            return end(failure, log)
        } catch {
            return end(DaemonFailure(.failure, "\(error)"), log)
        }
    }

    private static func end(_ failure: DaemonFailure, _ log: DaemonLog) -> Int32 {
        log.logger.critical("\(failure.message)")
        log.flush()
        return failure.status.rawValue
    }

    private static func serve(_ options: DaemonOptions, _ environment: ServiceEnvironment, _ log: DaemonLog)
        async throws
    {
        let manager = ServiceManager(address: environment.notifyAddress, logger: log.logger)
        let core = try await DaemonCore.open(options, logger: log.logger, tellStatus: { manager.status($0) })
        let found = try await core.start()
        if found.inFlight > 0 {
            log.logger.warning(
                "The last run ended while something was being sent; what became of it is being found out.",
                metadata: ["operations": "\(found.inFlight)"])
        }
        let desks = DaemonDesks(core: core)
        let (server, warm) = desks.open(environment, manager: manager)
        var services: [ServiceGroupConfiguration.ServiceConfiguration] = [
            .init(service: MachineService(core: core), successTerminationBehavior: .gracefullyShutdownGroup),
            .init(service: NoticeService(core: core)),
            .init(service: HeartbeatService(core: core)),
            .init(service: ReloadService(core: core, manager: manager)),
            .init(service: FatalService(core: core)),
            .init(service: HousekeepingService(core: core, warm: warm)),
            .init(service: server),
        ]
        if let interval = environment.watchdogInterval {
            services.append(
                .init(
                    service: Watchdog(
                        interval: interval, clock: ContinuousClock(), logger: log.logger, ping: { manager.alive() },
                        probe: { try await core.probe() })))
        }
        var configuration = ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: log.logger)
        configuration.maximumGracefulShutdownDuration = stopPatience
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch {
            await core.close()
            throw core.failure(error)
        }
        manager.stopping(status: "stopped")
        await core.close()
    }
}
