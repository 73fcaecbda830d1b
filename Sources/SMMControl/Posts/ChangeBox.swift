import SMMModel
import SMMPublishing
import Synchronization

/// Carries the changes of a transaction out of its closure; a body that runs again replaces nothing it undid, since a
/// rolled-back body throws and its changes are never taken.
final class ChangeBox: Sendable {
    private let changes = Mutex<[PostChange]>([])

    func add(_ change: PostChange) {
        changes.withLock { $0.append(change) }
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
