import SMMModel
import SMMPublishing
import Synchronization

/// Lets the keeper of credentials tell the gate, which is made after it.
final class HoldRelay: Sendable {
    private let gate = Mutex<Gate?>(nil)

    /// From now on holds reach `gate`.
    func connect(_ gate: Gate) { self.gate.withLock { $0 = gate } }

    /// A hold was committed.
    func placed(_ hold: Hold) { gate.withLock { $0 }?.place(hold) }
}
