package import Glibc

/// Makes a listening Unix socket at a path with exactly the permissions asked for.
package enum UnixListener {
    /// The open, listening descriptor. A socket that stands at the path is removed first.
    ///
    /// The mode is set before the socket gets its name (Linux applies it, less the umask) and again after, so at no
    /// moment can more people connect than shall, and the process's umask, which other threads use, stays alone.
    /// - Throws: ``ListenError``.
    package static func open(path: String, mode: mode_t) throws -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard !bytes.isEmpty, bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
            throw ListenError(step: "path", path: path, errorNumber: ENAMETOOLONG)
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw ListenError(step: "socket", path: path, errorNumber: errno) }
        do {
            try check(fchmod(descriptor, mode), "fchmod", path)
            try removeSocket(path)
            let bound = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
            try check(bound, "bind", path)
            try check(chmod(path, mode), "chmod", path)
            try check(listen(descriptor, 256), "listen", path)
            return descriptor
        } catch {
            close(descriptor)
            throw error
        }
    }

    /// Takes the name away; a missing one is fine.
    package static func remove(path: String) {
        unlink(path)
    }

    private static func removeSocket(_ path: String) throws(ListenError) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        // Only ever a socket: a mistyped path must not cost a file.
        guard status.st_mode & S_IFMT == S_IFSOCK else {
            throw ListenError(step: "path", path: path, errorNumber: EEXIST)
        }
        try check(unlink(path), "unlink", path)
    }

    private static func check(_ result: Int32, _ step: String, _ path: String) throws(ListenError) {
        guard result == 0 else { throw ListenError(step: step, path: path, errorNumber: errno) }
    }
}
