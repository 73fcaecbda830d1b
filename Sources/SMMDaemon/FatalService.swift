import Logging
import ServiceLifecycle

/// Ends the daemon when the database is damaged, was replaced or cannot be written any more, whoever notices.
struct FatalService: Service {
    let core: DaemonCore

    func run() async throws {
        for await failure in core.fatal.failures.cancelOnGracefulShutdown() {
            // The others take a while to end, and the service manager may not grant it.
            core.logger.error("The daemon cannot go on and stops.", metadata: ["error.code": "\(failure)"])
            throw failure
        }
        // Nothing happened: it lives as long as the others.
        try await gracefulShutdown()
    }
}
