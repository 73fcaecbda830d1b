import Glibc
import SMMAdapterKit
import Synchronization

/// A held `flock`, given back when this goes away.
final class LockFile: Sendable {
    private let number = Mutex<Int32>(-1)

    /// Locks `file` and keeps it open.
    func take(_ file: consuming Descriptor) throws(Failure) {
        // The lock belongs to the open file, so a duplicate carries it on when the descriptor closes.
        guard flock(file.number, LOCK_EX | LOCK_NB) == 0 else {
            throw Failure("site-busy", "Another program is writing to this site.")
        }
        let kept = fcntl(file.number, F_DUPFD_CLOEXEC, 0)
        guard kept >= 0 else { throw .system(errno, "lock", ".smmd/lock") }
        number.withLock { old in
            if old >= 0 { close(old) }
            old = kept
        }
    }

    /// Gives the lock back, if it is held.
    func release() {
        number.withLock { number in
            if number >= 0 {
                // Said in so many words: a process being started at this moment holds the open file a little longer.
                flock(number, LOCK_UN)
                close(number)
            }
            number = -1
        }
    }

    deinit {
        release()
    }
}
