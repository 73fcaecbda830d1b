import Glibc
package import SMMAdapterKit

/// A site's folder on the disk. Every path is walked name by name from the folder, and links are never followed.
package final class DirectoryFiles: SiteFiles {
    private let root: Descriptor
    private let lockFile: LockFile

    /// Opens `directory`, made with the folders above it when it is missing and `creating` is set.
    ///
    /// - Throws: `Failure` with `directory-missing`, `permission-denied`, `disk-full`, ….
    package init(opening directory: String, creating: Bool) throws(Failure) {
        if creating { try Self.makeAll(directory) }
        let number = Glibc.open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard number >= 0 else {
            if errno == ENOENT { throw Failure("directory-missing", "There is no folder “\(directory)”.") }
            throw .system(errno, "open", directory)
        }
        self.root = Descriptor(number)
        self.lockFile = LockFile()
    }

    /// Makes the site's folder and those above it. Here links are followed: where the site lies is its owner's word.
    private static func makeAll(_ directory: String) throws(Failure) {
        var status = stat()
        if stat(directory, &status) == 0 { return }
        if let slash = directory.lastIndex(of: "/"), slash != directory.startIndex {
            try makeAll(String(directory[..<slash]))
        }
        guard mkdir(directory, 0o755) == 0 || errno == EEXIST else { throw .system(errno, "make", directory) }
        let made = Descriptor(Glibc.open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
        settle(made, 0o755)
    }

    package func lock() throws(Failure) {
        try lockFile.take(open(".smmd/lock", O_RDWR | O_CREAT, 0o600))
    }

    package func unlock() {
        lockFile.release()
    }

    package func names(in folder: String) throws(Failure) -> [String]? {
        guard let opened = try self.folder(folder, creating: false) else { return nil }
        // fdopendir takes the descriptor over, so it gets one of its own.
        guard let stream = fdopendir(openat(opened.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)) else {
            throw .system(errno, "list", folder)
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }

    package func size(_ path: String) throws(Failure) -> Int? {
        let (parent, name) = Self.split(path)
        guard let folder = try self.folder(parent, creating: false) else { return nil }
        var status = stat()
        guard fstatat(folder.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
            if errno == ENOENT { return nil }
            throw .system(errno, "look at", path)
        }
        // A link is left to whoever opens or replaces it.
        guard [S_IFREG, S_IFLNK].contains(status.st_mode & S_IFMT) else { throw .notPlain("look at", path) }
        return Int(status.st_size)
    }

    package func read(_ path: String, at offset: Int, limit: Int) throws(Failure) -> [UInt8]? {
        let (parent, name) = Self.split(path)
        guard let folder = try self.folder(parent, creating: false) else { return nil }
        // A pipe in the place of a file would be waited on for ever: hence O_NONBLOCK, here and below.
        let number = openat(folder.number, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard number >= 0 else {
            if errno == ENOENT { return nil }
            throw .system(errno, "read", path)
        }
        let file = Descriptor(number)
        let wanted = max(0, min(limit, try file.plainSize("read", path) - offset))
        return try file.read(wanted, at: offset, path)
    }

    package func makeFolder(_ path: String, isPrivate: Bool) throws(Failure) {
        _ = try folder(path, creating: true, mode: isPrivate ? 0o700 : 0o755)
    }

    package func create(_ path: String, _ bytes: [UInt8]) throws(Failure) {
        let file = try open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        try file.write(bytes[...], at: 0, path)
        try file.sync(path)
    }

    package func create(_ path: String, copyOf outside: String) throws(Failure) -> Int {
        let number = Glibc.open(outside, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard number >= 0 else { throw .system(errno, "read", outside) }
        let source = Descriptor(number)
        _ = try source.plainSize("read", outside)
        let file = try open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        var offset = 0
        while true {
            let piece = try source.read(1 << 18, at: offset, outside)
            if piece.isEmpty { break }
            try file.write(piece[...], at: offset, path)
            offset += piece.count
        }
        try file.sync(path)
        return offset
    }

    package func overwrite(_ path: String, at offset: Int, _ bytes: [UInt8]) throws(Failure) {
        let file = try open(path, O_WRONLY | O_CREAT, 0o644)
        try file.write(bytes[...], at: offset, path)
        try file.sync(path)
    }

    package func rename(_ path: String, to target: String) throws(Failure) {
        let (fromParent, fromName) = Self.split(path)
        let (toParent, toName) = Self.split(target)
        guard let from = try folder(fromParent, creating: false), let to = try folder(toParent, creating: false) else {
            throw .system(ENOENT, "rename", path)
        }
        guard renameat(from.number, fromName, to.number, toName) == 0 else { throw .system(errno, "write", target) }
    }

    package func remove(_ path: String) throws(Failure) {
        try unlink(path, 0, tolerating: [ENOENT])
    }

    package func removeFolder(_ path: String) throws(Failure) {
        try unlink(path, AT_REMOVEDIR, tolerating: [ENOENT, ENOTEMPTY, EEXIST])
    }

    package func sync(_ folder: String) throws(Failure) {
        guard let opened = try self.folder(folder, creating: false) else { return }
        try opened.sync(folder)
    }

    private func unlink(_ path: String, _ flags: Int32, tolerating fine: [Int32]) throws(Failure) {
        let (parent, name) = Self.split(path)
        guard let folder = try self.folder(parent, creating: false) else { return }
        guard unlinkat(folder.number, name, flags) == 0 || fine.contains(errno) else {
            throw .system(errno, "remove", path)
        }
    }

    private func open(_ path: String, _ flags: Int32, _ mode: mode_t) throws(Failure) -> Descriptor {
        let (parent, name) = Self.split(path)
        guard let folder = try self.folder(parent, creating: false) else { throw .system(ENOENT, "write", path) }
        let number = openat(folder.number, name, flags | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, mode)
        guard number >= 0 else { throw .system(errno, "write", path) }
        let file = Descriptor(number)
        _ = try file.plainSize("write", path)
        Self.settle(file, mode)
        return file
    }

    /// The folder at `path`, with what is missing on the way made when `creating`; nil when it is missing else.
    private func folder(_ path: String, creating: Bool, mode: mode_t = 0o755) throws(Failure) -> Descriptor? {
        var here = Descriptor(openat(root.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC))
        for name in path.split(separator: "/") {
            guard name != ".", name != ".." else { throw .system(ELOOP, "open", path) }
            let (number, isNew) = try Self.step(here.number, String(name), path, creating ? mode : nil)
            guard number >= 0 else { return nil }
            let next = Descriptor(number)
            if isNew {
                Self.settle(next, mode)
                try here.sync(path)
            }
            here = next
        }
        return here
    }

    /// Opens the folder `name` in `parent`, made with `mode` when it is missing and a mode is given; -1 when missing.
    private static func step(
        _ parent: Int32, _ name: String, _ path: String, _ mode: mode_t?
    ) throws(Failure) -> (number: Int32, isNew: Bool) {
        let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
        let number = openat(parent, name, flags)
        if number >= 0 { return (number, false) }
        guard errno == ENOENT else { throw .system(errno, "open", path) }
        guard let mode else { return (-1, false) }
        guard mkdirat(parent, name, mode) == 0 || errno == EEXIST else { throw .system(errno, "make", path) }
        let made = openat(parent, name, flags)
        guard made >= 0 else { throw .system(errno, "open", path) }
        return (made, true)
    }

    /// Undoes what the process's umask took away, and keeps the set-group bit that the folder above handed down.
    private static func settle(_ file: borrowing Descriptor, _ mode: mode_t) {
        var status = stat()
        guard fstat(file.number, &status) == 0, status.st_mode & 0o777 != mode else { return }
        _ = fchmod(file.number, mode | (status.st_mode & mode_t(S_ISGID)))
    }

    private static func split(_ path: String) -> (parent: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return ("", path) }
        return (String(path[..<slash]), String(path[path.index(after: slash)...]))
    }
}
