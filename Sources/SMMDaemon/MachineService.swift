import SMMPublishing
import ServiceLifecycle

/// Runs the publish machine until the daemon stops, then lets what is in flight end.
struct MachineService: Service {
    let core: DaemonCore

    func run() async throws {
        let dispatcher = core.engine.dispatcher
        try await withGracefulShutdownHandler {
            try await dispatcher.run()
        } onGracefulShutdown: {
            Task { await dispatcher.stop() }
        }
    }
}
