import Glibc

/// Writes a new file that only its owner can read; it is on the disk when that is done.
enum PrivateFile {
    /// Writes `text`; throws where something is there already, which is never overwritten.
    static func write(_ path: String, _ text: String) throws(CommandFailure) {
        try write(path, Array(text.utf8))
    }

    /// The same of bytes.
    static func write(_ path: String, _ bytes: [UInt8]) throws(CommandFailure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw CommandFailure.local(
                "file-unwritable",
                errno == EEXIST
                    ? "There is a file of that name already." : "The file cannot be made: \(LocalFile.reason(errno)).",
                given: path, next: "Choose another name.")
        }
        var rest = bytes[...]
        var isWhole = true
        while isWhole && !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            isWhole = count > 0
            rest = rest.dropFirst(max(0, count))
        }
        isWhole = isWhole && fsync(descriptor) == 0
        let code = errno
        let isClosed = close(descriptor) == 0
        guard isWhole, isClosed, syncFolder(of: path) else {
            let code = isWhole ? errno : code
            unlink(path)
            throw CommandFailure.local(
                "file-unwritable", "The file cannot be written: \(LocalFile.reason(code)).", given: path)
        }
    }

    /// Makes the file's name durable.
    private static func syncFolder(of path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        let folder = parts.isEmpty ? "." : parts == [""] ? "/" : parts.joined(separator: "/")
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        // Some file systems cannot do that for folders; the file's own bytes are safe then.
        return fsync(descriptor) == 0 || errno == EINVAL
    }
}
