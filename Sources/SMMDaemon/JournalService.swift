import Logging
import ServiceLifecycle

/// Keeps the log's account of what happened up to date; the last to stop, so that the end of the others is told too.
struct JournalService: Service {
    let core: DaemonCore
    let journal: EventJournal

    func run() async throws {
        await cancelWhenGracefulShutdown { await journal.follow() }
        await journal.writeNew()
        do {
            try await journal.note()
        } catch {
            core.logger.error(
                "The daemon could not note how far its log goes; some of it may come again.",
                metadata: ["error.code": "\(error)"])
        }
    }
}
