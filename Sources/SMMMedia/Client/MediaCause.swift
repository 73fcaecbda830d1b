import Glibc

/// Why a child ended without an answer, told by its status.
enum MediaCause: Sendable, Hashable {
    /// The loader found no libraries.
    case notLoaded
    /// It could not limit or confine itself, or the library did not start.
    case notStarted
    /// It did not take the request for one.
    case notUnderstood
    /// Somebody else ended it: the kernel, where memory ran out.
    case taken
    /// It used up its time.
    case slow
    /// It fell over the picture.
    case picture

    /// The cause behind a status of `waitpid`.
    init(_ status: Int32) {
        switch status & 0x7F {
        case 0: break
        case SIGKILL:
            self = .taken
            return
        case SIGXCPU:
            self = .slow
            return
        default:
            self = .picture
            return
        }
        let code = (status >> 8) & 0xFF
        switch MediaExit(rawValue: code) {
        case .libraryFails, .notConfined: self = .notStarted
        case .noRequest: self = .notUnderstood
        // 127 is the loader's.
        case nil: self = code == 127 ? .notLoaded : .picture
        }
    }
}
