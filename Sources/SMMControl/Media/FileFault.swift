import Glibc
import SMMModel

/// A call on a file that the system refused.
package struct FileFault: Error, Sendable, Hashable {
    /// `errno`.
    package let code: Int32
    /// The path, or the call.
    let place: String

    /// A call that failed with `code`.
    package init(_ place: String, code: Int32 = errno) {
        self.code = code
        self.place = place
    }

    /// What a person is told: never a path, for those who upload see none.
    var problem: Problem {
        switch code {
        case ENOSPC, EDQUOT:
            Self.full
        case EROFS, EACCES, EPERM:
            Problem(
                Problem.Code("storage-read-only"), status: 503, "The daemon's media folder cannot be written.",
                next: "See what is wrong: smmctl doctor")
        default:
            Problem(
                Problem.Code("storage-failed"), status: 503,
                "The medium could not be stored (\(String(cString: strerror(code)))); nothing was kept.",
                next: "Try again; if it stays so: smmctl doctor")
        }
    }

    /// The disk is full.
    static let full = Problem(
        Problem.Code("storage-full"), status: 507, "The disk is too full for this medium: nothing was kept.",
        next: "Free some space below the daemon's state folder, then try again.")
}
