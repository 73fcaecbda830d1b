import SMMModel
import Synchronization

/// Carries a placed hold out of its transaction's closure.
final class HoldBox: Sendable {
    private let hold = Mutex<Hold?>(nil)

    func set(_ placed: Hold) {
        hold.withLock { $0 = placed }
    }

    var taken: Hold? { hold.withLock { $0 } }
}
