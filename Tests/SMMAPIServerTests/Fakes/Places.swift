import NIOPosix
import Synchronization

/// Where the controls were called: on an event loop, or on a thread of the pool.
final class Places: Sendable {
    private let seen = Mutex<[String: Bool]>([:])

    /// Notes where `act` is done.
    func note(_ act: String) {
        let isOnLoop = MultiThreadedEventLoopGroup.currentEventLoop != nil
        seen.withLock { $0[act] = isOnLoop }
    }

    /// Whether `act` was last done on an event loop; nil when it was not done.
    func wasOnLoop(_ act: String) -> Bool? { seen.withLock { $0[act] } }
}
