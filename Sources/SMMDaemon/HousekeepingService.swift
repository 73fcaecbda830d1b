import Logging
import SMMModel
import ServiceLifecycle

/// What nobody waits for: the first status, the check of the database after an unclean stop, and once an hour the tidying.
package struct HousekeepingService: Service {
    /// How long after the start the first tidying is.
    private static let first = Milliseconds.minutes(2)
    /// The time between two.
    private static let interval = Milliseconds.hours(1)

    let core: DaemonCore
    /// Reads the first status.
    let warm: @Sendable () async throws -> Void

    /// The housekeeping of `core`; `warm` reads the first status.
    package init(core: DaemonCore, warm: @escaping @Sendable () async throws -> Void) {
        self.core = core
        self.warm = warm
    }

    /// Tidies until the daemon stops.
    package func run() async throws {
        await cancelWhenGracefulShutdown {
            do {
                try await warm()
            } catch {
                core.logger.error("The first status could not be read.", metadata: ["error.code": "\(error)"])
            }
            await core.checkAfterUncleanStop()
            var wait = Self.first
            while await core.options.pause(wait) {
                await core.tidy()
                wait = Self.interval
            }
        }
    }
}
