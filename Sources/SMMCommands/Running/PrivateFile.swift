import Glibc

/// Writes a new file that only its owner can read.
enum PrivateFile {
    /// Writes `text`; throws where something is there already, which is never overwritten.
    static func write(_ path: String, _ text: String) throws(CommandFailure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw CommandFailure.local(
                "file-unwritable",
                errno == EEXIST
                    ? "There is a file of that name already." : "The file cannot be made: \(LocalFile.reason(errno)).",
                given: path, next: "Choose another name.")
        }
        var rest = Array(text.utf8)[...]
        var isWhole = true
        while isWhole && !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            isWhole = count > 0
            rest = rest.dropFirst(max(0, count))
        }
        let code = errno
        guard close(descriptor) == 0, isWhole else {
            unlink(path)
            throw CommandFailure.local(
                "file-unwritable", "The file cannot be written: \(LocalFile.reason(code)).", given: path)
        }
    }
}
