import Glibc
import Logging
import SMMDoorWire
import SMMModel
import SMMSystemd
import SMMText
import ServiceLifecycle
import UnixSignals

/// Runs the door: the outermost frame, which turns every end into an exit status and one clear line.
package enum Door {
    /// Runs until the door is told to stop or cannot go on; gives the exit status.
    package static func run(_ options: DoorOptions) async -> Int32 {
        let isLimited = ProcessHardening.limitHeaps(2)
        let environment = ServiceEnvironment.current()
        let (logger, pipeline) = log(environment)
        defer { pipeline?.flush() }
        if !isLimited { logger.warning("The C library's heaps could not be limited; memory may grow.") }
        if !ProcessHardening.forbidCoreDumps() { logger.warning("Core dumps could not be forbidden.") }
        let manager = ServiceManager(address: environment.notifyAddress, logger: logger)
        var targets = environment.sockets.map { DoorListenTarget.descriptor($0.descriptor) }
        if targets.isEmpty {
            guard let target = options.target else {
                logger.critical(
                    "“\(options.listen)” is nothing to listen on. Give --listen an address of this machine with a port, such as 127.0.0.1:8484."
                )
                return 64
            }
            targets = [target]
        }
        let settings = DoorSettings()
        // smmd's user, and the door's own, as which both run where nothing is installed.
        let call = DeskCall(path: options.desk, users: DeskPeer.users(options.daemonUser))
        let desk = Desk(settings, now: { monotonic() }, call: { question in call.result(of: question) })
        let server = DoorServer(
            responder: DoorResponder(desk: desk, settings: settings, now: { monotonic() }, logger: logger),
            targets: targets, settings: settings, logger: logger,
            onReady: { ports in
                let words = ports.map(String.init).joined(separator: ", ")
                logger.notice("The door serves.", metadata: LogKey.metadata([.detail: "port \(words)"]))
                manager.ready(status: "serving")
            })
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [.init(service: server)], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        do {
            try await group.run()
            await desk.close()
            return 0
        } catch {
            logger.critical("The door cannot serve: \(error)")
            return 1
        }
    }

    private static func log(_ environment: ServiceEnvironment) -> (Logger, LogPipeline?) {
        do {
            let sink = try LogDestination.choose(environment: environment).makeSink()
            let pipeline = LogPipeline(sink: sink, now: { wall() }, neutralise: { Neutral.text($0) })
            return (Logger(label: "smmd-door") { pipeline.handler(label: $0) }, pipeline)
        } catch {
            let logger = Logger(label: "smmd-door") { StreamLogHandler.standardError(label: $0) }
            logger.error("The journal cannot be reached; the log goes to standard error.")
            return (logger, nil)
        }
    }

    private static func monotonic() -> Milliseconds { Milliseconds(count: read(CLOCK_MONOTONIC)) }
    private static func wall() -> Int64 { read(CLOCK_REALTIME) }

    private static func read(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
