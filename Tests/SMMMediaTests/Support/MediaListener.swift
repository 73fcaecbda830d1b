import Dispatch
import Glibc
import SMMModel
import SMMTestSupport
import Synchronization

/// Takes connections on a Unix socket and hands each to a closure, as a service manager does for a unit with `Accept=yes`.
final class MediaListener: Sendable {
    /// The socket's path.
    let path: String
    private let socket: Int32
    private let count = Mutex(0)
    private let group = DispatchGroup()

    /// Listens below `folder` until ``end()``.
    ///
    /// - Parameter serve: told of each connection and its number, from 1 on, one after the other; it is closed behind it.
    init(_ folder: String, _ serve: @escaping @Sendable (_ connection: Int32, _ number: Int) -> Void) throws {
        path = folder + "/media.sock"
        socket = try UnixAddress.bound(SOCK_STREAM, to: path)
        listen(socket, 16)
        DispatchQueue(label: "listener").async(group: group) { [self] () -> Void in
            while true {
                let connection = accept(socket, nil, nil)
                guard connection >= 0 else { return }
                _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
                serve(
                    connection,
                    count.withLock { count in
                        count += 1
                        return count
                    })
                close(connection)
            }
        }
    }

    /// How many came.
    var connections: Int { count.withLock { $0 } }

    /// Takes no more, and waits until the last one is served.
    func end() {
        shutdown(socket, Int32(SHUT_RDWR))
        group.wait()
        close(socket)
    }

    /// Reads until the other side is gone or has sent nothing for 20 s.
    static func drain(_ connection: Int32) {
        var watched = pollfd(fd: connection, events: Int16(POLLIN), revents: 0)
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while poll(&watched, 1, 20_000) > 0, recv(connection, &buffer, buffer.count, 0) > 0 {}
    }

    /// Runs a program with the connection as its standard input and output, to its end.
    static func run(_ program: String, on connection: Int32) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, connection, 0)
        posix_spawn_file_actions_adddup2(&actions, connection, 1)
        let attributes = SpawnAttributes()
        let words = [strdup(program), nil]
        defer { free(words[0]) }
        var pid = pid_t()
        guard posix_spawn(&pid, program, &actions, &attributes.raw, words, environ) == 0 else { return }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
    }
}
