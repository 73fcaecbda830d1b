import Glibc

/// Reads and writes a small file of keys: owner alone, whole or not at all.
enum KeyFile {
    private static let most = VaultKey.size * KeyRing.most

    /// The bytes of the file at `path`; nil where there is none. No symbolic link is followed.
    ///
    /// - Parameter isOwn: whether others must not be able to read or write it.
    static func read(_ path: String, isOwn: Bool) throws(VaultFailure) -> [UInt8]? {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw unreadable(path, errno)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw unreadable(path, errno) }
        guard status.st_mode & S_IFMT == S_IFREG, status.st_size <= off_t(most) else {
            throw VaultFailure(.unreadable, "\(path) is no file of keys.")
        }
        guard !isOwn || status.st_mode & 0o077 == 0 else {
            throw VaultFailure(
                .unreadable, "\(path) can be read or written by others; close it: chmod 0400 \(path)")
        }
        var bytes = [UInt8](repeating: 0, count: most + 1)
        var count = 0
        while count < bytes.count {
            let got = bytes.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress! + count, $0.count - count) }
            if got < 0 && errno == EINTR { continue }
            guard got >= 0 else { throw unreadable(path, errno) }
            guard got > 0 else { break }
            count += got
        }
        return Array(bytes.prefix(count))
    }

    /// Puts `bytes` at `path`, durably, mode 0400: in place of what is there, or only where nothing is.
    ///
    /// - Returns: false where something is there and may not be replaced.
    @discardableResult
    static func write(_ path: String, _ bytes: [UInt8], replacing: Bool) throws(VaultFailure) -> Bool {
        let temporary = path + ".new"
        unlink(temporary)
        let descriptor = Glibc.open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o400)
        guard descriptor >= 0 else { throw unwritable(path, errno) }
        var isDone = false
        defer { if !isDone { unlink(temporary) } }
        let isWritten = writeAll(descriptor, bytes) && fsync(descriptor) == 0
        let code = errno
        guard close(descriptor) == 0, isWritten else { throw unwritable(path, isWritten ? errno : code) }
        if replacing {
            guard rename(temporary, path) == 0 else { throw unwritable(path, errno) }
        } else {
            // A hard link fails where the name exists: two starts at once agree on one key.
            guard link(temporary, path) == 0 else {
                if errno == EEXIST { return false }
                throw unwritable(path, errno)
            }
            unlink(temporary)
        }
        isDone = true
        try syncFolder(of: path)
        return true
    }

    private static func writeAll(_ descriptor: Int32, _ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private static func syncFolder(of path: String) throws(VaultFailure) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        let folder = parts.isEmpty ? "." : parts.count == 1 ? "/" : parts.joined(separator: "/")
        let descriptor = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unwritable(path, errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw unwritable(path, errno) }
    }

    private static func unreadable(_ path: String, _ code: Int32) -> VaultFailure {
        VaultFailure(.unreadable, "\(path) cannot be read: \(String(cString: strerror(code))).")
    }

    private static func unwritable(_ path: String, _ code: Int32) -> VaultFailure {
        VaultFailure(.unwritable, "\(path) cannot be written: \(String(cString: strerror(code))).")
    }
}
