import Logging
import SMMModel
import ServiceLifecycle

/// What nobody waits for: the first status, the check of the database after an unclean stop, and once an hour the tidying.
struct HousekeepingService: Service {
    /// How long after the start the first tidying is.
    private static let first = Milliseconds.minutes(2)
    /// The time between two.
    private static let interval = Milliseconds.hours(1)

    let core: DaemonCore
    /// Reads the first status.
    let warm: @Sendable () async throws -> Void

    func run() async throws {
        await cancelWhenGracefulShutdown {
            do {
                try await warm()
            } catch {
                core.logger.error("The first status could not be read.", metadata: ["error.code": "\(error)"])
            }
            await core.checkAfterUncleanStop()
            var wait = Self.first
            while !Task.isCancelled {
                do {
                    try await ContinuousClock().sleep(for: .milliseconds(wait.count))
                } catch {
                    return
                }
                await core.tidy()
                wait = Self.interval
            }
        }
    }
}
