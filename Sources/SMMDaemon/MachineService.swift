import SMMModel
import SMMPublishing
import ServiceLifecycle

/// Runs the publish machine until the daemon stops, then lets what is in flight end; what does not end in time is given
/// up and recorded as far as it got.
struct MachineService: Service {
    let core: DaemonCore

    func run() async throws {
        let dispatcher = core.engine.dispatcher
        let patience = Duration.milliseconds(core.options.stopPatience.count)
        try await withGracefulShutdownHandler {
            try await dispatcher.run()
        } onGracefulShutdown: {
            Task {
                await dispatcher.stop()
                do {
                    try await ContinuousClock().sleep(for: patience)
                } catch {
                    return  // nobody cancels this task; were it so, the patience would be over
                }
                await dispatcher.giveUp()
            }
        }
    }
}
