import Glibc
import SMMModel

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
        let (reason, next) = explanation
        return "The control socket “\(path)” could not be opened: \(reason). \(next)"
    }

    private var explanation: (reason: String, next: String) {
        let elsewhere = "Give another path with --socket, or socket: in smmd.yaml."
        return switch errorNumber {
        case EADDRINUSE: ("another program answers there", "Stop it, or give another path with --socket.")
        case EEXIST: ("something stands there that is not a socket, and was left alone", elsewhere)
        case EPROTOTYPE: ("a socket of another kind stands there, and was left alone", elsewhere)
        case ENAMETOOLONG where path.isEmpty: ("a socket needs a path", elsewhere)
        case ENAMETOOLONG:
            ("it has \(path.utf8.count) bytes, and a path at most \(UnixAddress.longestPath)", elsewhere)
        case ENOENT: ("its folder does not exist", "Make the folder, or give another path with --socket.")
        case ENOTDIR: ("what should be its folder is a file", elsewhere)
        case EACCES, EPERM, EROFS:
            ("\(step): \(system)", "Let this user write there, or give another path with --socket.")
        default: ("\(step): \(system)", "See what the system lacks, then start smmd again.")
        }
    }

    private var system: String { String(cString: strerror(errorNumber)) }
}
