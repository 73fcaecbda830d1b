import SMMAdapterTestKit
import SMMModel
import SMMPublishing
import Synchronization

/// Places a hold on everything at the instant an intent has become durable, once.
final class GateCloser: KillPointObserver {
    let hold: Hold
    private let gate = Mutex<Gate?>(nil)

    init(house: House) {
        hold = Hold(
            id: house.ids.next(), brand: nil, scope: .everything, reason: .crisisStop, detail: "stop",
            placedAt: house.clock.now, placedBy: "anna")
    }

    func arm(_ gate: Gate) {
        self.gate.withLock { $0 = gate }
    }

    func reached(_ point: KillPoint, operation: Int64) {
        guard point == .intent else { return }
        let gate = gate.withLock { gate in
            defer { gate = nil }
            return gate
        }
        gate?.place(hold)
    }
}
