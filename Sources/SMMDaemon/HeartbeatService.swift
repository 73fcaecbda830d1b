import Logging
import SMMModel
import SMMPublishing
import ServiceLifecycle

/// Notes once a minute that the daemon is alive, so that the next start knows how long it was off.
struct HeartbeatService: Service {
    let core: DaemonCore
    let journal: EventJournal

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await ContinuousClock().sleep(for: .milliseconds(DaemonCore.heartbeat.count))
                    try await core.engine.markAlive()
                    try await journal.note()
                } catch is CancellationError {
                    return
                } catch {
                    core.logger.error(
                        "The daemon could not note that it is alive.", metadata: ["error.code": "\(error)"])
                }
            }
        }
    }
}
