package import Glibc

/// Makes a listening Unix socket at a path with exactly the permissions asked for.
package enum UnixListener {
    /// Bytes of the longest path that a socket can have: its place in the address, less the NUL at the end.
    static let longestPath = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1

    /// The open, listening descriptor. A socket that stands at the path and that nobody listens on is removed first.
    ///
    /// The mode is set before the socket gets its name (Linux applies it, less the umask) and again after, so at no
    /// moment can more people connect than shall, and the process's umask, which other threads use, stays alone.
    /// - Throws: ``ListenError``.
    package static func open(path: String, mode: mode_t) throws -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard !bytes.isEmpty, bytes.count <= longestPath else {
            throw ListenError(step: "path", path: path, errorNumber: ENAMETOOLONG)
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw ListenError(step: "socket", path: path, errorNumber: errno) }
        do {
            try check(fchmod(descriptor, mode), "fchmod", path)
            try removeStale(path, address)
            let bound = withAddress(address) { bind(descriptor, $0, $1) }
            try check(bound, "bind", path)
            try check(chmod(path, mode), "chmod", path)
            try check(listen(descriptor, 256), "listen", path)
            return descriptor
        } catch {
            close(descriptor)
            throw error
        }
    }

    private static func removeStale(_ path: String, _ address: sockaddr_un) throws(ListenError) {
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
    private static func refuseServed(_ path: String, _ address: sockaddr_un) throws(ListenError) {
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let probe = socket(AF_UNIX, kind, 0)
        guard probe >= 0 else { throw ListenError(step: "socket", path: path, errorNumber: errno) }
        defer { close(probe) }
        let answer = withAddress(address) { connect(probe, $0, $1) } == 0 ? 0 : errno
        switch answer {
        case ECONNREFUSED, ENOENT: return
        case 0, EAGAIN: throw ListenError(step: "connect", path: path, errorNumber: EADDRINUSE)
        default: throw ListenError(step: "connect", path: path, errorNumber: answer)
        }
    }

    private static func withAddress(
        _ address: sockaddr_un, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    private static func check(_ result: Int32, _ step: String, _ path: String) throws(ListenError) {
        guard result == 0 else { throw ListenError(step: step, path: path, errorNumber: errno) }
    }
}
