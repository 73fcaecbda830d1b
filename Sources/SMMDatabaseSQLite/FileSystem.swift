import Glibc
import SMMDatabase

/// The few file operations the driver needs beside SQLite's own, each with its failure as a value.
enum FileSystem {
    /// The failure that `errno` stands for.
    static func failure(
        _ what: String, _ path: String, _ code: Int32 = errno, file: String = #fileID, line: UInt = #line
    ) -> DatabaseFailure {
        let kind: DatabaseFailure.Code =
            switch code {
            case ENOSPC, EDQUOT: .full
            case EROFS, EACCES, EPERM: .readOnly
            case ENOENT: .missing
            default: .inputOutput
            }
        let reason = strerror(code).map { String(cString: $0) } ?? "error \(code)"
        return DatabaseFailure(kind, "\(what) \(path): \(reason)", driverCode: code, file: file, line: line)
    }

    /// The file's size in bytes, or nil when there is none.
    static func size(_ path: String) throws(DatabaseFailure) -> Int? {
        var status = stat()
        guard stat(path, &status) == 0 else {
            if errno == ENOENT { return nil }
            throw failure("stat", path)
        }
        return Int(status.st_size)
    }

    /// Whether a file with something in it is there.
    static func isFilled(_ path: String) throws(DatabaseFailure) -> Bool { try size(path) ?? 0 > 0 }

    /// The size of a plain file; nil when none is there, be it a link to one.
    static func ownSize(_ path: String) -> Int? {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int(status.st_size)
    }

    /// The size of an open file in bytes.
    static func size(_ descriptor: Int32, _ path: String) throws(DatabaseFailure) -> Int {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure("stat", path) }
        return Int(status.st_size)
    }

    /// The bytes that may still be written in the folder of `path`; nil when that cannot be told.
    static func freeBytes(beside path: String) -> Int? {
        var status = statvfs()
        guard statvfs(folder(of: path), &status) == 0 else { return nil }
        let (bytes, isTooMany) = status.f_bavail.multipliedReportingOverflow(by: status.f_frsize)
        return isTooMany ? .max : Int(clamping: bytes)
    }

    /// Why no file at all can be opened now, and what helps; nil when one can.
    static func descriptorShortage() -> String? {
        let descriptor = Glibc.open("/dev/null", O_RDONLY | O_CLOEXEC)
        guard descriptor < 0 else {
            close(descriptor)
            return nil
        }
        return switch errno {
        case EMFILE:
            "the process has as many files and connections open as it may have; raise LimitNOFILE= in its unit, or "
                + "ulimit -n in its shell"
        case ENFILE: "the system has as many files open as it may have; raise the sysctl fs.file-max"
        default: nil
        }
    }

    /// The first `count` bytes, fewer at the end of the file.
    static func head(_ path: String, _ count: Int) throws(DatabaseFailure) -> [UInt8] {
        let descriptor = try openPlain(path)
        defer { close(descriptor) }
        return try read(descriptor, path, count)
    }

    /// Opens a file to be read; refuses a pipe, a device or a folder, of which some never end or never begin.
    static func openPlain(_ path: String) throws(DatabaseFailure) -> Int32 {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            // What a socket answers.
            if errno == ENXIO { throw notOwn(path, "no plain file") }
            throw failure("open", path)
        }
        return try plain(descriptor, path)
    }

    /// The descriptor, which is closed where it is not that of a plain file.
    private static func plain(_ descriptor: Int32, _ path: String) throws(DatabaseFailure) -> Int32 {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw notOwn(path, "no plain file")
        }
        return descriptor
    }

    /// Refuses whatever stands at `path` and is no plain file, without opening it.
    static func requirePlain(_ path: String) throws(DatabaseFailure) {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG else { return }
        throw notOwn(path, status.st_mode & S_IFMT == S_IFLNK ? "a symbolic link" : "no plain file")
    }

    /// Opens with close-on-exec, mode 0600 for a new file.
    static func open(_ path: String, _ flags: Int32) throws(DatabaseFailure) -> Int32 {
        let descriptor = Glibc.open(path, flags | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("open", path) }
        return descriptor
    }

    /// Opens or makes a file that is the program's own; refuses a link, and whatever is not a plain file, since what it
    /// leads to would be overwritten.
    static func openOwn(_ path: String, _ flags: Int32) throws(DatabaseFailure) -> Int32 {
        let descriptor = Glibc.open(path, flags | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
        guard descriptor >= 0 else {
            if errno == ELOOP { throw notOwn(path, "a symbolic link") }
            throw failure("open", path)
        }
        return try plain(descriptor, path)
    }

    /// Gives a file that root has made to whom its folder belongs, since the daemon could not open it otherwise; does
    /// nothing for anybody but root.
    static func passOn(_ descriptor: Int32, _ path: String) throws(DatabaseFailure) {
        guard geteuid() == 0 else { return }
        var (file, folder) = (stat(), stat())
        guard fstat(descriptor, &file) == 0, stat(Self.folder(of: path), &folder) == 0 else {
            throw failure("stat", path)
        }
        // A second name of the file may stand where its folder's owner has nothing to say.
        guard file.st_uid == 0, folder.st_uid != 0, file.st_nlink == 1 else { return }
        guard fchown(descriptor, folder.st_uid, folder.st_gid) == 0 else {
            throw failure("give to the owner of its folder", path)
        }
    }

    static func notOwn(_ path: String, _ what: String) -> DatabaseFailure {
        DatabaseFailure(.misplaced, "\(path) is \(what) and was left alone; move it away, then start smmd again")
    }

    /// Up to `count` bytes from where the descriptor stands.
    static func read(_ descriptor: Int32, _ path: String, _ count: Int) throws(DatabaseFailure) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = bytes.withUnsafeMutableBytes {
                Glibc.read(descriptor, $0.baseAddress.map { $0 + filled }, count - filled)
            }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw failure("read", path) }
            if got == 0 { break }
            filled += got
        }
        return Array(bytes[..<filled])
    }

    /// Writes all of `bytes`.
    static func write(_ descriptor: Int32, _ path: String, _ bytes: [UInt8]) throws(DatabaseFailure) {
        var written = 0
        while written < bytes.count {
            let got = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress.map { $0 + written }, bytes.count - written)
            }
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { throw failure("write", path) }
            written += got
        }
    }

    /// Makes a file's content survive a power cut.
    static func sync(_ path: String) throws(DatabaseFailure) {
        let descriptor = try open(path, O_RDONLY)
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("fsync", path) }
    }

    /// Makes the names in a file's folder survive a power cut.
    static func syncFolder(of path: String) throws(DatabaseFailure) {
        try sync(folder(of: path))
    }

    /// The folder a path stands in.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Renames within one file system; durable on return.
    static func rename(_ from: String, to: String) throws(DatabaseFailure) {
        guard Glibc.rename(from, to) == 0 else { throw failure("rename to \(to)", from) }
        try syncFolder(of: to)
    }

    /// The names in a folder, unsorted.
    static func names(in folder: String) throws(DatabaseFailure) -> [String] {
        guard let listing = opendir(folder) else { throw failure("read", folder, errno) }
        defer { closedir(listing) }
        var names: [String] = []
        while let entry = readdir(listing) {
            names.append(
                withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                    pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                })
        }
        return names
    }

    /// Removes a file; one that is not there is fine.
    static func remove(_ path: String) throws(DatabaseFailure) {
        guard unlink(path) == 0 || errno == ENOENT else { throw failure("remove", path) }
    }

    /// Copies an open file's bytes to a new one of its folder's owner, 1 MiB at a time; durable on return, but for its name.
    static func copy(
        _ source: Int32, _ from: String, to: String, atMost limit: Int
    ) throws(DatabaseFailure) {
        let target = try open(to, O_WRONLY | O_CREAT | O_EXCL)
        defer { close(target) }
        try passOn(target, to)
        var left = limit
        while left > 0 {
            let bytes = try read(source, from, min(left, 1 << 20))
            if bytes.isEmpty { break }
            try write(target, to, bytes)
            left -= bytes.count
        }
        guard fsync(target) == 0 else { throw failure("fsync", to) }
    }
}
