import SMMModel
import SMMPublishing
import Synchronization

/// Lets the keeper of credentials tell the gate, which is made after it.
final class HoldRelay: Sendable {
    private let gate = Mutex<Gate?>(nil)

    /// From now on holds reach `gate`.
    func connect(_ gate: Gate) { self.gate.withLock { $0 = gate } }

    /// Whether everything is held since the database is a copy.
    var isCopy: Bool { gate.withLock { $0 }.map(Self.isCopy) ?? true }

    /// Whether everything is held by `gate` since the database is a copy.
    static func isCopy(_ gate: Gate) -> Bool {
        gate.holds(of: [.everything]).contains { $0.reason == .restore }
    }

    /// A hold was committed.
    func placed(_ hold: Hold) { gate.withLock { $0 }?.place(hold) }
}
