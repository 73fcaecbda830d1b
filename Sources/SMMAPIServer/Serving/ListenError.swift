import Glibc

/// Why a control socket could not be opened.
package struct ListenError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The call that failed.
    package var step: String
    /// The socket's path.
    package var path: String
    /// The system's error number.
    package var errorNumber: Int32

    /// One line for the log.
    package var description: String {
        "cannot listen on \(path): \(step): \(String(cString: strerror(errorNumber)))"
    }
}
