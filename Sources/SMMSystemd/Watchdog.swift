package import Logging
import ServiceLifecycle

/// Tells the service manager that the daemon is alive, and only when a real round trip has just proved it.
///
/// A bare timer would go on pinging while the database queue, an actor or the whole thread pool hangs. Here the ping
/// follows a probe that went through them. A hung probe stops the pings, and the manager restarts the service.
package struct Watchdog<C: Clock>: Service where C.Duration == Duration {
    /// Goes through the parts that must not hang (scheduler tick, database read, executor hop); throws when one fails.
    package typealias Probe = @Sendable () async throws -> Void

    private let interval: Duration
    private let deadline: Duration
    private let clock: C
    private let logger: Logger
    private let ping: @Sendable () -> Void
    private let probe: Probe

    /// A watchdog that probes at half of `interval`.
    ///
    /// - Parameters:
    ///   - interval: the manager's whole interval (``ServiceEnvironment/watchdogInterval``).
    ///   - deadline: how long a round trip may take and still count; by default a quarter of the interval.
    ///   - ping: tells the manager, normally ``ServiceManager/alive()``.
    package init(
        interval: Duration, deadline: Duration? = nil, clock: C, logger: Logger, ping: @escaping @Sendable () -> Void,
        probe: @escaping Probe
    ) {
        self.interval = interval
        self.deadline = deadline ?? interval / 4
        self.clock = clock
        self.logger = logger
        self.ping = ping
        self.probe = probe
    }

    /// Probes and pings until graceful shutdown or cancellation.
    package func run() async {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                if await roundTripSucceeds() { ping() }
                do {
                    try await clock.sleep(for: interval / 2)
                } catch {
                    return  // Only cancellation ends a sleep early: shutdown.
                }
            }
        }
    }

    /// Probes once; false when the probe failed or took longer than the deadline.
    ///
    /// A late probe is reported while it is still hanging: after the manager's SIGABRT that line is all there is.
    private func roundTripSucceeds() async -> Bool {
        let start = clock.now
        return await withTaskGroup(of: Void.self, returning: Bool.self) { group in
            group.addTask {
                do {
                    try await clock.sleep(for: deadline)
                } catch {
                    return  // The probe came back in time.
                }
                logger.error("The watchdog's round trip is late; no ping until one succeeds")
            }
            defer { group.cancelAll() }
            do {
                try await probe()
            } catch is CancellationError {
                return false
            } catch {
                logger.error(
                    "The watchdog's round trip failed; no ping until one succeeds",
                    metadata: LogKey.metadata([.error: "\(error)"]))
                return false
            }
            return start.duration(to: clock.now) <= deadline
        }
    }
}
