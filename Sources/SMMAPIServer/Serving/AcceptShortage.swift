import Glibc

/// What there is too little of to accept a connection.
package enum AcceptShortage: Sendable {
    case processDescriptors
    case systemDescriptors
    case memory

    /// The shortage an error number stands for; nil for an error that is none.
    package init?(_ error: Int32) {
        switch error {
        case EMFILE: self = .processDescriptors
        case ENFILE: self = .systemDescriptors
        case ENOMEM, ENOBUFS: self = .memory
        default: return nil
        }
    }

    /// The cause and what helps, for the log.
    package var words: String {
        switch self {
        case .processDescriptors:
            "the process has as many files and connections as it may have; raise LimitNOFILE= in its unit, or ulimit -n "
                + "in its shell"
        case .systemDescriptors: "the system has as many files open as it may have; raise the sysctl fs.file-max"
        case .memory: "the system has no memory for another connection; see free -h"
        }
    }
}
