import Foundation
import SMMModel
import Synchronization

/// A clock that stands still, and tries for a folder's exclusive lock whenever it is asked for the time; who has it by the
/// test's leave lets go before.
final class LockAsker: TimeSource {
    private let folder: String
    private let holder: Int32
    private let state = Mutex((isAsking: false, answers: [Bool]()))

    init(_ folder: String, holder: Int32) {
        self.folder = folder
        self.holder = holder
    }

    var isAsking: Bool {
        get { state.withLock { $0.isAsking } }
        set { state.withLock { $0.isAsking = newValue } }
    }

    /// Whether it was to be had, in the order of the tries.
    var answers: [Bool] { state.withLock { $0.answers } }

    var monotonic: Milliseconds { .zero }

    var now: Instant {
        if isAsking {
            flock(holder, LOCK_UN)
            let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            let answer = flock(descriptor, LOCK_EX | LOCK_NB) == 0
            flock(descriptor, LOCK_UN)
            close(descriptor)
            state.withLock { $0.answers.append(answer) }
        }
        return FixedTime().now
    }
}
