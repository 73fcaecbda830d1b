import SMMModel
import SMMPublishing
import Synchronization

/// Carries the changes of a transaction out of its closure, which may run twice: what was undone between is forgotten.
final class ChangeBox: Sendable {
    private let changes = Mutex<[PostChange]>([])

    /// Forgets what an earlier run of the body did; to be called first in it.
    func begin(_ gate: Gate?) {
        if let gate { giveUp(gate) }
        changes.withLock { $0.removeAll() }
    }

    func add(_ change: PostChange) {
        changes.withLock { $0.append(change) }
    }

    /// Adds a change and enters its holds into the gate before the commit: a cycle that starts right after the commit
    /// must not miss them. Without a gate, which is a dry run, nothing is entered.
    func add(_ change: PostChange, to gate: Gate?) {
        add(change)
        guard let gate else { return }
        for hold in change.holds { gate.place(hold) }
    }

    /// Takes the holds of a transaction that failed out of the gate again.
    func giveUp(_ gate: Gate) {
        for hold in taken.holds { gate.release(hold.id) }
    }

    /// All changes as one.
    var taken: PostChange {
        changes.withLock { changes in
            var all = changes.first ?? PostChange(post: PostID(rawValue: 0))
            for change in changes.dropFirst() {
                all.wakes += change.wakes
                all.holds += change.holds
                all.operations += change.operations
            }
            return all
        }
    }
}
