package import SMMModel
package import SMMSystemd

/// Brings the machine to its end after the daemon was told to stop: nothing more is claimed, what is in flight ends by
/// itself, is given up or, where even that does not help, left behind for the next start to look into.
package struct MachineEnding: Sendable {
    /// How long a call that was given up may take to come back.
    private static let grace = Milliseconds.seconds(3)

    let machine: any StoppableMachine
    /// How many pieces of request bodies have been uploaded so far.
    let moved: @Sendable () -> UInt64
    /// Whether the database is lost: no answer can be recorded, and to wait for one would only put off the restart.
    let cannotRecord: @Sendable () -> Bool
    let manager: ServiceManager
    let patience: Milliseconds
    let clock: any TimeSource
    let pause: Pause

    /// The ending of `machine`, which is given up when nothing moved for `patience`.
    ///
    /// - Parameters:
    ///   - moved: how many pieces of request bodies have been uploaded so far.
    ///   - cannotRecord: whether the database is lost, now; then nothing is waited for.
    package init(
        machine: any StoppableMachine, moved: @escaping @Sendable () -> UInt64,
        cannotRecord: @escaping @Sendable () -> Bool, manager: ServiceManager, patience: Milliseconds,
        clock: any TimeSource, pause: Pause
    ) {
        self.machine = machine
        self.moved = moved
        self.cannotRecord = cannotRecord
        self.manager = manager
        self.patience = patience
        self.clock = clock
        self.pause = pause
    }

    /// Returns when nothing is in flight, or when that was given up.
    package func run() async {
        manager.stopping(
            status: cannotRecord()
                ? "stopping; what is being sent is given up" : "stopping; what is being sent is finished first")
        await machine.stop()
        var patience = StopPatience(quiet: .milliseconds(self.patience.count), moved: moved())
        let began = clock.monotonic
        while await machine.flying > 0 {
            if cannotRecord() {
                await giveUp()
                return
            }
            let elapsed = clock.monotonic - began
            switch patience.look(moved: moved(), after: .milliseconds(elapsed.count)) {
            case .wait: break
            case .extend(let duration): manager.extendTimeout(by: duration)
            case .giveUp:
                await giveUp()
                return
            }
            guard await pause(elapsed < .seconds(2) ? .milliseconds(20) : .seconds(1)) else { return }
        }
    }

    private func giveUp() async {
        await machine.giveUp()
        let began = clock.monotonic
        while await machine.flying > 0 {
            guard clock.monotonic - began < Self.grace, await pause(.milliseconds(50)) else {
                // A call that waits for a disk cannot be cancelled. Its intent is durable: that is its record.
                await machine.leaveBehind()
                return
            }
        }
    }
}
