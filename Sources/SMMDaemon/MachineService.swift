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
        try await withTaskCancellationOrGracefulShutdownHandler {
            try await dispatcher.run()
        } onCancelOrGracefulShutdown: { [core, manager] in
            let ending = MachineEnding(
                machine: dispatcher, moved: { [transport = core.transport] in transport.piecesSent }, manager: manager,
                // Without a database no answer can be recorded: to wait for one would only put off the restart.
                patience: core.fatal.isTold ? .zero : options.stopPatience, clock: options.clock, pause: options.pause)
            Task { await ending.run() }
        }
    }
}
