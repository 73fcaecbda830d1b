import Glibc
import SMMModel

/// Carries bytes between two descriptors and the control socket, both ways at once, until the socket ends.
package enum SocketRelay {
    /// Connects and relays; throws a `ClientError` when there is nobody to connect to.
    package static func run(path: String, input: Int32, output: Int32) throws(ClientError) {
        let server = try connect(path)
        defer { close(server) }
        signal(SIGPIPE, SIG_IGN)
        _ = fcntl(server, F_SETFL, fcntl(server, F_GETFL) | O_NONBLOCK)
        // 4 KiB towards the output: a pipe that polls as writable takes that much without blocking.
        var up = Direction(from: input, to: server, chunk: 65_536)
        var down = Direction(from: server, to: output, chunk: 4096)
        while !down.isDone {
            var set: [pollfd] = []
            up.append(to: &set)
            down.append(to: &set)
            let count = poll(&set, nfds_t(set.count), -1)
            if count < 0, errno != EINTR { return }
            guard count > 0 else { continue }
            let ready = set.filter { $0.revents != 0 }.map(\.fd)
            up.move(ready)
            down.move(ready)
            if up.isDone, !up.isShut {
                up.isShut = true
                shutdown(server, Int32(SHUT_WR))
            }
        }
    }

    private static func connect(_ path: String) throws(ClientError) -> Int32 {
        guard !path.isEmpty, path.utf8.count <= UnixAddress.longestPath, !path.utf8.contains(0) else {
            throw ClientError(
                .address, "The path of a Unix socket holds at most \(UnixAddress.longestPath) bytes.", given: path,
                next: "smmctl --socket PATH status")
        }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw ClientError.connecting(to: path, code: errno) }
        do throws(UnixAddressError) {
            try UnixAddress(path).call("connect") { Glibc.connect(descriptor, $0, $1) }
            return descriptor
        } catch {
            close(descriptor)
            throw ClientError.connecting(to: path, code: error.number)
        }
    }

    /// One direction: what was read and not yet written.
    private struct Direction {
        let from: Int32
        let to: Int32
        let chunk: Int
        var pending: ArraySlice<UInt8> = []
        var isAtEnd = false
        var isShut = false

        /// Whether everything was carried over.
        var isDone: Bool { isAtEnd && pending.isEmpty }

        func append(to set: inout [pollfd]) {
            if !pending.isEmpty {
                set.append(pollfd(fd: to, events: Int16(POLLOUT), revents: 0))
            } else if !isAtEnd {
                set.append(pollfd(fd: from, events: Int16(POLLIN), revents: 0))
            }
        }

        mutating func move(_ ready: [Int32]) {
            if pending.isEmpty, !isAtEnd, ready.contains(from) { read() }
            if !pending.isEmpty, ready.contains(to) { write() }
        }

        private mutating func read() {
            var buffer = [UInt8](repeating: 0, count: 65_536)
            let count = Glibc.read(from, &buffer, buffer.count)
            if count > 0 {
                pending = buffer[..<count]
            } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
                isAtEnd = true
            }
        }

        private mutating func write() {
            let piece = Array(pending.prefix(chunk))
            let count = Glibc.write(to, piece, piece.count)
            if count > 0 {
                pending = pending.dropFirst(count)
            } else if count < 0, errno != EINTR, errno != EAGAIN {
                pending = []
                isAtEnd = true
            }
        }
    }
}
