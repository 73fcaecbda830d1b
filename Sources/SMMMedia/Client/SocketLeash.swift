import Glibc
import Synchronization

/// Holds the socket of a run so that another thread can cut it off: it is closed under the same lock, so that whoever
/// cuts it never meets a number that is somebody else's by then.
final class SocketLeash: Sendable {
    private struct State {
        var socket: Int32?
        var isCut = false
    }

    private let state = Mutex(State())

    /// Whether nobody waits any more.
    var isCut: Bool { state.withLock { $0.isCut } }

    /// Takes a socket; false when it was cut before.
    func take(_ socket: Int32) -> Bool {
        state.withLock { state in
            state.socket = socket
            return !state.isCut
        }
    }

    /// Closes the socket.
    func drop(_ socket: Int32) {
        state.withLock { state in
            state.socket = nil
            close(socket)
        }
    }

    /// Wakes up whoever waits on the socket.
    func cut() {
        state.withLock { state in
            state.isCut = true
            if let socket = state.socket { shutdown(socket, Int32(SHUT_RDWR)) }
        }
    }
}
