import Glibc
import NIOCore

extension ClientError {
    /// The failure to connect to the socket at `path`, told by its system error.
    static func connecting(to path: String, _ error: any Error) -> ClientError {
        if let own = error as? ClientError { return own }
        if error is SocketAddressError {
            return ClientError(
                .address, "The path of a Unix socket holds at most 107 bytes; this one has \(path.utf8.count).",
                given: path, allowed: "1 to 107 bytes", next: "smmctl --socket PATH status")
        }
        if error is ChannelError {
            return ClientError(
                .timedOut, "The socket \(path) did not take the connection in time.", given: path,
                next: "systemctl status smmd")
        }
        return connecting(to: path, code: (error as? IOError)?.errnoCode ?? 0)
    }

    /// The failure to connect to the socket at `path`, told by its `errno`.
    static func connecting(to path: String, code: Int32) -> ClientError {
        switch code {
        case ENOENT, ENOTDIR:
            return ClientError(
                .unreachable,
                "There is no control socket at \(path): smmd is not running, or it listens somewhere else.",
                given: path, next: start(path))
        case ECONNREFUSED:
            return ClientError(
                .unreachable, "Nobody answers at \(path): smmd has stopped or is just being started.", given: path,
                next: start(path))
        case EACCES, EPERM:
            let group = SocketOwner.groupName(of: path) ?? "smm"
            // Nobody is told to join root's own group: such a socket is private, or was set up wrongly.
            guard group != "root" else {
                return ClientError(
                    .notPermitted, "You may not open \(path): it lets in nobody but root.", given: path,
                    next: "sudo smmctl --socket \(path) status")
            }
            return ClientError(
                .notPermitted,
                "You may not open \(path): the daemon lets in members of the group \(group), and you are not one "
                    + "(a new membership counts from the next login on).",
                given: path, next: "sudo usermod --append --groups \(group) \"$USER\"")
        case EAGAIN, EINPROGRESS:
            return ClientError(
                .busy, "The daemon has more waiting connections at \(path) than it takes.", given: path,
                next: "smmctl status")
        default:
            return ClientError(
                .unreachable, "The socket \(path) cannot be opened: \(reason(code)).", given: path, next: start(path))
        }
    }

    /// The system's words for `code`.
    static func reason(_ code: Int32) -> String {
        var buffer = [CChar](repeating: 0, count: 128)
        guard strerror_r(code, &buffer, buffer.count) == 0 else { return "error \(code)" }
        let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return bytes.isEmpty ? "error \(code)" : String(decoding: bytes, as: UTF8.self)
    }

    private static func start(_ path: String) -> String {
        path == ClientEndpoint.defaultSocket
            ? "sudo systemctl start smmd.socket smmd" : "smmctl --socket PATH status   (or set SMM_SOCKET)"
    }
}
