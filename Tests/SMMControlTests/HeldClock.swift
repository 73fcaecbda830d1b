import Dispatch
import SMMModel
import Synchronization

/// A clock that goes on by a millisecond with each look. Whoever looks first is held up before he gets his time: until
/// ``letGo()``, and for 300 ms at most.
final class HeldClock: TimeSource {
    private let start: Instant
    private let looks = Atomic<Int64>(0)
    private let began = DispatchSemaphore(value: 0)
    private let goes = DispatchSemaphore(value: 0)

    init(_ start: Instant) { self.start = start }

    var now: Instant {
        let number = looks.wrappingAdd(1, ordering: .relaxed).newValue
        if number == 1 {
            began.signal()
            _ = goes.wait(timeout: .now() + .milliseconds(300))
        }
        return start + .milliseconds(number)
    }

    var monotonic: Milliseconds { .zero }

    /// Waits on a thread that may block until somebody is held up; false after 20 s.
    func waitForFirst() -> Bool { began.wait(timeout: .now() + .seconds(20)) == .success }

    /// Lets the first one go on.
    func letGo() { goes.signal() }
}
