import Glibc
import SMMDatabase
import Synchronization

/// A backup on its way to its name: a file of ours, held by a lock for as long as somebody writes it, so that what a
/// kill left behind can be told from what is being written.
final class PartialBackup {
    private static let suffix = ".partial"
    /// Between its making and its lock another thread must not take one for left behind.
    private static let making = Mutex(())

    /// Where the backup is written.
    let path: String
    private let descriptor: Int32

    /// Makes an empty file for the backup at `target`, after removing from its folder what kills have left there.
    init(of target: String) throws(DatabaseFailure) {
        let path = target + Self.suffix
        descriptor = try Self.making.withLock { _ throws(DatabaseFailure) in
            try Self.sweep(FileSystem.folder(of: target))
            try Self.remove(path)
            // An empty file is taken as new, and keeps others from reading it.
            let descriptor = try FileSystem.open(path, O_WRONLY | O_CREAT | O_EXCL)
            // A file system without locks leaves it to be swept by hand.
            _ = flock(descriptor, LOCK_EX | LOCK_NB)
            return descriptor
        }
        self.path = path
    }

    deinit { close(descriptor) }

    /// Throws away what was written, with what SQLite keeps beside it.
    func discard() throws(DatabaseFailure) { try Self.remove(path) }

    private static func remove(_ path: String) throws(DatabaseFailure) {
        for more in ["", "-journal", "-wal", "-shm"] { try FileSystem.remove(path + more) }
    }

    private static func sweep(_ folder: String) throws(DatabaseFailure) {
        let names = try FileSystem.names(in: folder).filter { name in
            name.hasSuffix(suffix) && BackupName.isOurs(String(name.dropLast(suffix.count)))
        }
        for name in names where try isLeft("\(folder)/\(name)") { try remove("\(folder)/\(name)") }
    }

    /// Whether nobody writes it any more: a plain file whose lock is free.
    private static func isLeft(_ path: String) throws(DatabaseFailure) -> Bool {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
        return flock(descriptor, LOCK_EX | LOCK_NB) == 0
    }
}
