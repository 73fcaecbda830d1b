import Glibc
package import SMMAdapterKit

extension Failure {
    /// What the system refused, in words; `what` is the act, such as “write”.
    package static func system(_ code: Int32, _ what: String, _ path: String) -> Failure {
        // What a pipe nobody reads, a socket and a folder answer to being opened.
        if code == ENXIO || code == EISDIR { return .notPlain(what, path) }
        let words = String(cString: strerror(code))
        let (name, hint): (String, String) =
            switch code {
            case ENOSPC, EDQUOT: ("disk-full", "Free some space on the site's disk.")
            case EACCES, EPERM: ("permission-denied", "Let the daemon's user write to the site's folder.")
            case EROFS: ("read-only", "The site's file system is mounted read-only.")
            case ELOOP, ENOTDIR: ("link-refused", "A link or file stands where the site needs a folder.")
            case EMFILE, ENFILE: ("too-many-files", "Too many files are open.")
            default: ("file-error", "The site's folder cannot be used.")
            }
        return Failure(name, "Cannot \(what) “\(path)”: \(words). \(hint)")
    }

    /// Something else stands in a file's place.
    static func notPlain(_ what: String, _ path: String) -> Failure {
        Failure("file-refused", "Cannot \(what) “\(path)”: it is no plain file. Move it out of the site's folder.")
    }
}
