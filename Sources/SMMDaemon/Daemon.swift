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
    /// Runs until the daemon is told to stop or cannot go on; gives the exit status.
    package static func run(_ options: DaemonOptions) async -> Int32 {
        // Until there is a service to take it, it would end the process; what it asks for is done by the start.
        signal(SIGHUP, SIG_IGN)
        let isLimited = ProcessHardening.limitHeaps(4)
        let descriptors = DescriptorLimit.raise()
        let environment = ServiceEnvironment.current()
        let log = DaemonLog(environment)
        if !isLimited { log.logger.warning("The C library's heaps could not be limited; memory may grow.") }
        if !ProcessHardening.forbidCoreDumps() {
            log.logger.warning("Core dumps could not be forbidden; a crash may write secrets to one.")
        }
        guard descriptors.soft >= DescriptorLimit.least else {
            return end(DaemonFailure(descriptors), log)
        }
        do {
            try await serve(options, environment, log, descriptors)
            log.flush()
            return ExitStatus.ok.rawValue
        } catch let failure as DaemonFailure {
            return end(failure, log)
        } catch {
            return end(DaemonFailure(.failure, "\(error)"), log)
        }
    }

    private static func end(_ failure: DaemonFailure, _ log: DaemonLog) -> Int32 {
        // A line each: in the journal an entry of several lines reads as one with marks in it.
        for line in failure.message.split(separator: "\n") { log.logger.critical("\(line)") }
        log.flush()
        return failure.status.rawValue
    }

    private static func serve(
        _ options: DaemonOptions, _ environment: ServiceEnvironment, _ log: DaemonLog, _ descriptors: DescriptorLimit
    ) async throws {
        let manager = ServiceManager(address: environment.notifyAddress, logger: log.logger)
        var options = options
        options.credentials = options.credentials ?? environment.credentialsFolder
        let core = try await DaemonCore.open(
            options, logger: log.logger, flushLog: { await log.flushed() }, tellStatus: { manager.status($0) })
        do {
            try await run(core, environment, log, manager, descriptors)
        } catch {
            await core.close()
            throw core.failure(error)
        }
        await core.close()
        manager.status("stopped")
    }

    private static func run(
        _ core: DaemonCore, _ environment: ServiceEnvironment, _ log: DaemonLog, _ manager: ServiceManager,
        _ descriptors: DescriptorLimit
    ) async throws {
        let journal = EventJournal(
            database: core.database, tail: core.events, directory: core.engine.directory, signal: core.signal,
            logger: core.logger, flushed: { await log.flushed() })
        try await journal.open()
        let found = try await core.start()
        if found.inFlight > 0 {
            log.logger.warning(
                "The last run ended while something was being sent; what became of it is being found out.",
                metadata: ["operations": "\(found.inFlight)"])
        }
        let desks = DaemonDesks(core: core, manager: manager, descriptors: descriptors)
        let (server, warm) = desks.open(environment)
        // They end from the last to the first: the machine stops at once, the log tells what all the others did. So it is
        // when one of them fails, too: what is in flight is still recorded where that can be.
        var services: [any Service] = [
            JournalService(core: core, journal: journal), NoticeService(core: core),
            HeartbeatService(core: core, journal: journal), ReloadService(core: core, manager: manager),
            FatalService(core: core), HousekeepingService(core: core, warm: warm), CredentialService(core: core),
            AccountCareService(core: core), server,
        ]
        if let door = core.door { services.append(DoorService(core: core, desk: door)) }
        if let interval = environment.watchdogInterval {
            services.append(
                Watchdog(
                    interval: interval, clock: ContinuousClock(), logger: log.logger, ping: { manager.alive() },
                    probe: { try await core.probe() }))
        }
        var parts = services.map {
            ServiceGroupConfiguration.ServiceConfiguration(
                service: $0, failureTerminationBehavior: .gracefullyShutdownGroup)
        }
        parts.append(
            .init(
                service: MachineService(core: core, manager: manager),
                successTerminationBehavior: .gracefullyShutdownGroup,
                failureTerminationBehavior: .gracefullyShutdownGroup))
        // No time limit of the group's own: the machine has one, which grows with a moving upload, and so has the unit.
        let configuration = ServiceGroupConfiguration(
            services: parts, gracefulShutdownSignals: [.sigterm, .sigint], logger: log.logger)
        try await ServiceGroup(configuration: configuration).run()
    }
}
