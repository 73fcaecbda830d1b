import Logging
import SMMModel
import SMMPublishing
import ServiceLifecycle

/// Notes once a minute that the daemon is alive, so that the next start knows how long it was off, and looks after the room
/// on the disk.
package struct HeartbeatService: Service {
    let core: DaemonCore
    let journal: EventJournal

    /// The heartbeat of `core`, which notes how far `journal` got as well.
    package init(core: DaemonCore, journal: EventJournal) {
        self.core = core
        self.journal = journal
    }

    /// Beats until the daemon stops.
    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while await core.options.pause(DaemonCore.heartbeatInterval) {
                do {
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
