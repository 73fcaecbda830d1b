import Glibc
import SMMModel

/// Files of the person who types, read with their rights.
enum LocalFile {
    /// A file's bytes, at most `limit`, or why they cannot be had.
    static func read(_ path: String, limit: Int) -> Result<[UInt8], CommandFailure> {
        Result { () throws(CommandFailure) in
            let (descriptor, size) = try open(path)
            defer { close(descriptor) }
            guard size <= Int64(limit) else {
                throw CommandFailure.local(
                    "file-too-large", "The file is larger than what is read as text.",
                    given: "\(path) (\(ByteText.of(size)))", allowed: ByteText.of(Int64(limit)))
            }
            var result: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while result.count <= limit {
                let count = Glibc.read(descriptor, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                guard count >= 0 else { throw unreadable(path, errno) }
                guard count > 0 else { break }
                result += buffer.prefix(count)
            }
            return result
        }
    }

    /// Opens a regular file; gives its descriptor and size. Throws a failure that says what stands in the way.
    static func open(_ path: String) throws(CommandFailure) -> (descriptor: Int32, size: Int64) {
        // O_NONBLOCK: opening a named pipe must not wait for a writer.
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw unreadable(path, errno) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let code = errno
            close(descriptor)
            throw unreadable(path, code)
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw CommandFailure.local(
                "file-not-regular",
                status.st_mode & S_IFMT == S_IFDIR
                    ? "This is a folder, not a file." : "This is not a regular file (a device, pipe or socket).",
                given: path, allowed: "a regular file", next: "Give the path of one file.")
        }
        return (descriptor, Int64(status.st_size))
    }

    /// The failure to read `path`, told by its `errno`.
    static func unreadable(_ path: String, _ code: Int32) -> CommandFailure {
        switch code {
        case ENOENT, ENOTDIR:
            CommandFailure.local(
                "file-not-found", "There is no such file.", given: path, next: "ls -l \(Shell.quote(path))")
        case EACCES, EPERM:
            CommandFailure.local(
                "file-unreadable", "You may not read this file (smmctl reads it with your own rights).", given: path,
                next: "ls -l \(Shell.quote(path))")
        case ELOOP:
            CommandFailure.local(
                "file-link-loop", "The path leads in a circle: its symbolic links point at each other.", given: path,
                next: "namei \(Shell.quote(path))")
        case EISDIR:
            CommandFailure.local(
                "file-not-regular", "This is a folder, not a file.", given: path, allowed: "a regular file",
                next: "Give the path of one file.")
        default:
            CommandFailure.local("file-unreadable", "The file cannot be read: \(reason(code)).", given: path)
        }
    }

    /// The system's words for `code`.
    static func reason(_ code: Int32) -> String {
        var buffer = [CChar](repeating: 0, count: 128)
        guard strerror_r(code, &buffer, buffer.count) == 0 else { return "error \(code)" }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
