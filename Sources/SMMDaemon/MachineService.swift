import SMMPublishing
import SMMSystemd
import ServiceLifecycle

/// Runs the publish machine until the daemon stops, then lets what is in flight end.
struct MachineService: Service {
    let core: DaemonCore
    let manager: ServiceManager

    func run() async throws {
        let dispatcher = core.engine.dispatcher
        try await withGracefulShutdownHandler {
            try await dispatcher.run()
        } onGracefulShutdown: {
            manager.stopping(status: "stopping; what is being sent is finished first")
            Task { await dispatcher.stop() }
        }
    }
}
