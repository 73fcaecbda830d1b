import Glibc

/// Reads whole small files of the zone database.
enum SmallFile {
    /// The bytes of a regular file of at most `limit` bytes and its identity; nil where there is no such file.
    ///
    /// Throws `TimeDataError.unreadable` for a file that exists and cannot be read, is too large or not regular.
    static func read(_ path: String, limit: Int) throws(TimeDataError) -> (bytes: [UInt8], identity: FileIdentity)? {
        // A pipe in the place of the file must not hold up the caller: hence O_NONBLOCK.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            let code = errno
            if code == ENOENT || code == ENOTDIR { return nil }
            throw unreadable(path, reason(code))
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw unreadable(path, reason(errno)) }
        let identity = FileIdentity(status)
        if identity.isDirectory { return nil }
        guard identity.isRegular else { throw unreadable(path, "it is not a regular file") }
        guard identity.size <= Int64(limit) else { throw unreadable(path, "it has more than \(limit) bytes") }
        return (try contents(descriptor, path, limit), identity)
    }

    private static func contents(_ descriptor: CInt, _ path: String, _ limit: Int) throws(TimeDataError) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count == 0 { return bytes }
            if count < 0 {
                if errno == EINTR { continue }
                throw unreadable(path, reason(errno))
            }
            bytes.append(contentsOf: chunk[0..<count])
            guard bytes.count <= limit else { throw unreadable(path, "it has more than \(limit) bytes") }
        }
    }

    private static func reason(_ code: CInt) -> String { String(cString: strerror(code)) }

    private static func unreadable(_ path: String, _ reason: String) -> TimeDataError {
        TimeDataError(.unreadable, "The file \(path) cannot be read: \(reason).")
    }
}
