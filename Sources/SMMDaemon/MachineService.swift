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
        let (core, manager) = (self.core, self.manager)
        let (dispatcher, options) = (core.engine.dispatcher, core.options)
        do {
            try await withTaskCancellationOrGracefulShutdownHandler {
                try await dispatcher.run()
            } onCancelOrGracefulShutdown: {
                let ending = MachineEnding(
                    machine: dispatcher, moved: { [transport = core.transport] in transport.piecesSent },
                    cannotRecord: { core.fatal.isTold }, manager: manager, patience: options.stopPatience,
                    clock: options.clock, pause: options.pause)
                Task { await ending.run() }
            }
        } catch {
            // Nobody is left to record what is still in flight; the next start finds out.
            manager.stopping(status: "stopping; what went out cannot be recorded")
            await dispatcher.giveUp()
            throw error
        }
    }
}
