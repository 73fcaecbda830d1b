import SMMPublishing
import SMMSystemd
import SMMTransport

/// Brings the machine to its end after the daemon was told to stop: nothing more is claimed, what is in flight ends by
/// itself, is given up or, where even that does not help, left behind for the next start to look into.
struct MachineEnding: Sendable {
    /// How long a call that was given up may take to come back.
    private static let grace = Duration.seconds(3)

    let dispatcher: Dispatcher
    let transport: NetworkTransport
    let manager: ServiceManager
    let patience: Duration

    /// Returns when nothing is in flight, or when that was given up.
    func run() async {
        manager.stopping(status: "stopping; what is being sent is finished first")
        await dispatcher.stop()
        var patience = StopPatience(quiet: self.patience, moved: transport.piecesSent)
        let began = ContinuousClock.now
        while await dispatcher.flying > 0 {
            let elapsed = began.duration(to: .now)
            switch patience.look(moved: transport.piecesSent, after: elapsed) {
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
        await dispatcher.giveUp()
        let began = ContinuousClock.now
        while await dispatcher.flying > 0 {
            guard began.duration(to: .now) < Self.grace, await pause(.milliseconds(50)) else {
                // A call that waits for a disk cannot be cancelled. Its intent is durable: that is its record.
                await dispatcher.leaveBehind()
                return
            }
        }
    }

    /// False when the task was cancelled.
    private func pause(_ duration: Duration) async -> Bool {
        do {
            try await ContinuousClock().sleep(for: duration)
            return true
        } catch {
            return false
        }
    }
}
