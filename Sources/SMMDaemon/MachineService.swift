import SMMModel
import SMMPublishing
import SMMSystemd
import SMMTransport
import ServiceLifecycle

/// Runs the publish machine until the daemon stops, then lets what is in flight end; what does not end in time is given
/// up and recorded as far as it got.
struct MachineService: Service {
    let core: DaemonCore
    let manager: ServiceManager

    func run() async throws {
        let dispatcher = core.engine.dispatcher
        let options = core.options
        let ending = MachineEnding(
            machine: dispatcher, moved: { [transport = core.transport] in transport.piecesSent }, manager: manager,
            patience: options.stopPatience, clock: options.clock, pause: options.pause)
        try await withGracefulShutdownHandler {
            try await dispatcher.run()
        } onGracefulShutdown: {
            Task { await ending.run() }
        }
    }
}
