package import Dispatch
import Glibc
import Synchronization

/// Runs a `TimerWheel` against the wall clock through one Dispatch timer, armed only for the next expiry.
///
/// With nothing scheduled nothing is armed and the process is never woken. Nothing fires before its instant on the wall
/// clock; a clock that was set, or a suspend, is reported before anything fires. Both handlers run on `queue`, one at a
/// time. Any thread may schedule and cancel.
package final class WheelDriver: Sendable {
    /// How many timers one call of the expiry handler gets at most, unless more are due in the same millisecond.
    package static let batchSize = 4096

    private struct State: ~Copyable {
        var wheel: TimerWheel
        var detector: ClockJumpDetector
        var watch: ClockWatch?
        let timer: any DispatchSourceTimer
        var armed: Int64?
        var wakes = 0
        var isStopped = false
    }

    /// Where the handlers run.
    package let queue: DispatchQueue
    private let clock: WheelClock
    private let onJump: @Sendable (Int64) -> Void
    private let onExpired: @Sendable ([Expired]) -> Void
    private let state: Mutex<State>

    /// Starts a driver with an empty wheel.
    ///
    /// - Parameters:
    ///   - clock: the machine's clocks, or a test's.
    ///   - jumpThreshold: the least clock jump to report, in milliseconds.
    ///   - onJump: gets the jump in milliseconds: positive for a clock set forward or a suspend, negative for back.
    ///   - onExpired: gets what is due, by deadline, ties in the order of scheduling.
    package init(
        label: String = "smm.wheel", clock: WheelClock = .system, jumpThreshold: Int64 = 1000,
        onJump: @escaping @Sendable (Int64) -> Void, onExpired: @escaping @Sendable ([Expired]) -> Void
    ) {
        let queue = DispatchQueue(label: label)
        let reading = clock.read()
        self.queue = queue
        self.clock = clock
        self.onJump = onJump
        self.onExpired = onExpired
        self.state = Mutex(
            State(
                wheel: TimerWheel(now: reading.wall),
                detector: ClockJumpDetector(base: reading, threshold: jumpThreshold),
                timer: DispatchSource.makeTimerSource(flags: .strict, queue: queue)))
        let wake: @Sendable () -> Void = { [weak self] in self?.wake() }
        state.withLock { state in
            // Without it, jumps are still noticed, but only at the next wake.
            if clock.isSystem { state.watch = ClockWatch(queue: queue, handler: wake) }
            state.timer.setEventHandler(handler: wake)
            state.timer.activate()
        }
    }

    deinit { stop() }

    /// The number of timers that wait.
    package var count: Int { state.withLock { $0.wheel.count } }

    /// The instant the Dispatch timer is armed for, in milliseconds since the Unix epoch; nil when it is not armed.
    package var armedFor: Int64? { state.withLock { $0.armed } }

    /// How often the driver has woken since the start.
    package var wakes: Int { state.withLock { $0.wakes } }

    /// Adds a timer due at `deadline`, in milliseconds since the Unix epoch; one in the past fires at once.
    @discardableResult
    package func schedule(at deadline: Int64, payload: UInt64) -> TimerID {
        state.withLock { state in
            let id = state.wheel.schedule(at: deadline, payload: payload)
            arm(&state)
            return id
        }
    }

    /// Adds many timers under one lock; the ids come in the order of `timers`.
    @discardableResult
    package func schedule(_ timers: [Expired]) -> [TimerID] {
        state.withLock { state in
            let ids = timers.map { state.wheel.schedule(at: $0.deadline, payload: $0.payload) }
            arm(&state)
            return ids
        }
    }

    /// Removes a timer; false when it has fired (its batch may still be on the way) or was cancelled already.
    @discardableResult
    package func cancel(_ id: TimerID) -> Bool {
        state.withLock { state in
            guard state.wheel.cancel(id) else { return false }
            // Only an empty wheel disarms: to re-arm for the next one would cost as much as the one needless wake.
            if state.wheel.count == 0 { arm(&state) }
            return true
        }
    }

    /// Looks at the clocks on `queue` and fires what is due, as after a wake; for tests and simulated clocks.
    package func recheck() {
        queue.async { [weak self] in self?.wake() }
    }

    /// Fires nothing any more and lets the timer and the clock watch go; what waits is forgotten with the driver.
    package func stop() {
        state.withLock { state in
            guard !state.isStopped else { return }
            state.isStopped = true
            state.armed = nil
            state.watch = nil
            state.timer.cancel()
        }
    }

    private func wake() {
        dispatchPrecondition(condition: .onQueue(queue))
        let reading = clock.read()
        let jump = state.withLock { state in
            state.wakes += 1
            state.armed = nil
            return state.isStopped ? nil : state.detector.check(reading)
        }
        if let jump { onJump(jump) }
        var batch: [Expired] = []
        repeat {
            batch.removeAll(keepingCapacity: true)
            state.withLock { state in
                guard !state.isStopped else { return }
                state.wheel.advance(to: reading.wall, limit: Self.batchSize, into: &batch)
            }
            if !batch.isEmpty { onExpired(batch) }
        } while batch.count >= Self.batchSize
        state.withLock { arm(&$0) }
    }

    /// Arms the timer when the next expiry comes before what it is armed for, disarms it when nothing waits.
    private func arm(_ state: inout State) {
        guard !state.isStopped else { return }
        guard let next = state.wheel.nextExpiry else {
            if state.armed != nil { state.timer.schedule(wallDeadline: .distantFuture) }
            state.armed = nil
            return
        }
        if let armed = state.armed, armed <= next { return }
        state.armed = next
        let now = clock.wall()
        if next <= now {
            state.timer.schedule(deadline: .now(), leeway: .nanoseconds(0))
        } else if clock.isSystem, (1...Self.farthest).contains(next) {
            // An absolute wall deadline wakes at the millisecond's first nanosecond, also when the clock is set.
            let time = timespec(tv_sec: Int(next / 1000), tv_nsec: Int(next % 1000) * 1_000_000)
            state.timer.schedule(wallDeadline: DispatchWallTime(timespec: time), leeway: .nanoseconds(0))
        } else {
            let (delay, overflow) = next.subtractingReportingOverflow(now)
            let bounded = overflow ? Self.farthest : min(delay, Self.farthest)
            state.timer.schedule(deadline: .now() + .milliseconds(Int(bounded)), leeway: .nanoseconds(0))
        }
    }

    /// As far as Dispatch counts nanoseconds without overflow, in milliseconds.
    private static let farthest: Int64 = 9_000_000_000 * 1000 / 2
}
