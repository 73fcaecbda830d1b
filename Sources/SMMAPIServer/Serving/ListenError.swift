import Glibc

/// Why a control socket could not be opened.
package struct ListenError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The call that failed.
    package var step: String
    /// The socket's path.
    package var path: String
    /// The system's error number.
    package var errorNumber: Int32

    /// One line for the log: what failed and what to do about it.
    package var description: String {
        "The control socket \(path) could not be opened: \(reason). Give another path with --socket or socket: in smmd.yaml."
    }

    private var reason: String {
        switch errorNumber {
        case EADDRINUSE: "another program answers there; stop it first, if it is a smmd you no longer want"
        case EEXIST: "something stands there that is not a socket, and was left alone"
        case ENAMETOOLONG:
            "it has \(path.utf8.count) bytes, and a socket's path has at most \(UnixListener.longestPath)"
        case ENOENT, ENOTDIR: "its folder does not exist; make it first"
        case EACCES, EPERM, EROFS: "this user may not write to its folder (\(system))"
        default: "\(step): \(system)"
        }
    }

    private var system: String { String(cString: strerror(errorNumber)) }
}
