package import Logging
import ServiceLifecycle
import Synchronization

/// Tells the service manager that the daemon is alive, and only when a real round trip has just proved it.
///
/// A bare timer would go on pinging while the database queue, an actor or the whole thread pool hangs. Here the ping
/// follows a probe that went through them. A hung probe stops the pings, and the manager restarts the service.
package struct Watchdog<C: Clock>: Service where C.Duration == Duration {
    /// Goes through the parts that must not hang (scheduler tick, database read, executor hop); throws when one fails.
    package typealias Probe = @Sendable () async throws -> Void

    /// Whether a probe is under way.
    private final class Flag: Sendable {
        let isSet = Atomic(false)
    }

    private let period: Duration
    private let clock: C
    private let beats: @Sendable (Duration) -> AsyncStream<Void>
    private let logger: Logger
    private let ping: @Sendable () -> Void
    private let probe: Probe

    /// A watchdog that probes at two fifths of `interval`: a round trip that hangs is told of after as long again, and so
    /// before the manager loses its patience with the last ping.
    ///
    /// - Parameters:
    ///   - interval: the manager's whole interval (``ServiceEnvironment/watchdogInterval``).
    ///   - clock: tells how long a round trip took.
    ///   - beats: gives one beat at once and one each period.
    ///   - ping: tells the manager, normally ``ServiceManager/alive()``.
    package init(
        interval: Duration, clock: C, beats: @escaping @Sendable (Duration) -> AsyncStream<Void> = Metronome.beats,
        logger: Logger, ping: @escaping @Sendable () -> Void, probe: @escaping Probe
    ) {
        period = interval / 5 * 2
        self.clock = clock
        self.beats = beats
        self.logger = logger
        self.ping = ping
        self.probe = probe
    }

    /// Probes and pings until graceful shutdown or cancellation.
    ///
    /// One beat a period is all: a deadline of its own for each probe would leave a timer behind that fires for
    /// nothing, since the runtime does not take back the timer of a sleep that was cancelled.
    package func run() async {
        let probing = Flag()
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                for await _ in beats(period) {
                    if probing.isSet.exchange(true, ordering: .relaxed) {
                        // While it is still hanging: after the manager's SIGABRT that line is all there is.
                        logger.error("The watchdog's round trip is late; no ping until one succeeds")
                    } else {
                        group.addTask {
                            let isAlive = await roundTripSucceeds()
                            probing.isSet.store(false, ordering: .relaxed)
                            if isAlive { ping() }
                        }
                    }
                }
                // The beats end with the task alone: shutdown.
                group.cancelAll()
            }
        }
    }

    /// Probes once; false when the probe failed or took longer than a period.
    private func roundTripSucceeds() async -> Bool {
        let start = clock.now
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
        return start.duration(to: clock.now) <= period
    }
}
