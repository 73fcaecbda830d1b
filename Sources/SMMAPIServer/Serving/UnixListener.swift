package import Glibc
import SMMModel

/// Makes a listening Unix socket at a path with exactly the permissions asked for.
package enum UnixListener {
    /// The open, listening descriptor. A socket that stands at the path and that nobody listens on is removed first.
    ///
    /// The mode is set before the socket gets its name (Linux applies it, less the umask) and again after, so at no
    /// moment can more people connect than shall, and the process's umask, which other threads use, stays alone.
    /// - Throws: ``ListenError``.
    package static func open(path: String, mode: mode_t) throws -> Int32 {
        guard !path.isEmpty else { throw ListenError(step: "path", path: path, errorNumber: ENAMETOOLONG) }
        let address = try told(path) { () throws(UnixAddressError) in try UnixAddress(path) }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw ListenError(step: "socket", path: path, errorNumber: errno) }
        do {
            try check(fchmod(descriptor, mode), "fchmod", path)
            try removeStale(path, address)
            try told(path) { () throws(UnixAddressError) in try address.call("bind") { bind(descriptor, $0, $1) } }
            try check(chmod(path, mode), "chmod", path)
            try check(listen(descriptor, 256), "listen", path)
            return descriptor
        } catch {
            close(descriptor)
            throw error
        }
    }

    private static func removeStale(_ path: String, _ address: UnixAddress) throws(ListenError) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        // Only ever a socket: a mistyped path must not cost a file.
        guard status.st_mode & S_IFMT == S_IFSOCK else {
            throw ListenError(step: "path", path: path, errorNumber: EEXIST)
        }
        try refuseServed(path, address)
        guard unlink(path) == 0 || errno == ENOENT else {
            throw ListenError(step: "unlink", path: path, errorNumber: errno)
        }
    }

    /// Only a refused connection shows that nobody listens: its maker left it behind. Every other answer comes from a
    /// living socket, or from a place where one cannot know.
    private static func refuseServed(_ path: String, _ address: UnixAddress) throws(ListenError) {
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let probe = socket(AF_UNIX, kind, 0)
        guard probe >= 0 else { throw ListenError(step: "socket", path: path, errorNumber: errno) }
        defer { close(probe) }
        do throws(UnixAddressError) {
            try address.call("connect") { connect(probe, $0, $1) }
        } catch {
            switch error.number {
            case ECONNREFUSED, ENOENT: return
            case EAGAIN: break
            default: throw ListenError(step: error.call, path: path, errorNumber: error.number)
            }
        }
        throw ListenError(step: "connect", path: path, errorNumber: EADDRINUSE)
    }

    /// What `body` gives, its error as one of listening at `path`.
    private static func told<T>(
        _ path: String, _ body: () throws(UnixAddressError) -> T
    ) throws(ListenError) -> T {
        do throws(UnixAddressError) {
            return try body()
        } catch {
            throw ListenError(step: error.call, path: path, errorNumber: error.number)
        }
    }

    private static func check(_ result: Int32, _ step: String, _ path: String) throws(ListenError) {
        guard result == 0 else { throw ListenError(step: step, path: path, errorNumber: errno) }
    }
}
