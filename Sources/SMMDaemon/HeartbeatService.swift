import Logging
import SMMModel
import SMMPublishing
import ServiceLifecycle

/// Notes once a minute that the daemon is alive, so that the next start knows how long it was off, and looks after the room
/// on the disk.
struct HeartbeatService: Service {
    let core: DaemonCore
    let journal: EventJournal

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await ContinuousClock().sleep(for: .milliseconds(DaemonCore.heartbeatInterval.count))
                    try await core.heartbeat()
                    if core.headroom.hasRoom { try await journal.note() }
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
