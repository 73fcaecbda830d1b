import Glibc
import SMMDatabase
import Synchronization

/// A backup on its way to its name: its folder is locked for as long as somebody writes there, so that what a kill left
/// behind can be told from what is being written. Not the file: on a network's file system that lock would keep SQLite out.
final class PartialBackup {
    private static let suffix = ".partial"
    /// Between a look for those left behind and the making of one, another thread must not look.
    private static let making = Mutex(())

    /// Where the backup is written.
    let path: String
    private let descriptor: Int32

    /// Makes an empty file for the backup at `target`, after removing from its folder what kills have left there.
    init(of target: String) throws(DatabaseFailure) {
        let path = target + Self.suffix
        let folder = FileSystem.folder(of: target)
        descriptor = try Self.making.withLock { _ throws(DatabaseFailure) in
            let descriptor = try FileSystem.open(folder, O_RDONLY | O_DIRECTORY)
            do throws(DatabaseFailure) {
                if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { try Self.sweep(folder) }
                try Self.share(descriptor, folder)
                try DatabaseFiles(path).remove()
                // An empty file is taken as new; made here, nobody else can read it.
                close(try FileSystem.open(path, O_WRONLY | O_CREAT | O_EXCL))
            } catch {
                close(descriptor)
                throw error
            }
            return descriptor
        }
        self.path = path
    }

    deinit {
        // A child that is being started has a copy of the descriptor for a moment.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    /// Throws away what was written, with what SQLite keeps beside it.
    func discard() throws(DatabaseFailure) { try DatabaseFiles(path).remove() }

    /// Keeps others from sweeping. Waits for one that sweeps just now: the kernel gives the old lock up before it looks
    /// for the new one, so that who does not wait may be left with neither.
    private static func share(_ descriptor: Int32, _ folder: String) throws(DatabaseFailure) {
        while flock(descriptor, LOCK_SH) != 0 {
            switch errno {
            case EINTR: continue
            // Where folders cannot be locked, what is left behind is swept by hand.
            case ENOLCK, ENOTSUP, ENOSYS, EINVAL, EBADF: return
            default: throw FileSystem.failure("lock", folder)
            }
        }
    }

    private static func sweep(_ folder: String) throws(DatabaseFailure) {
        let names = try FileSystem.names(in: folder).filter { name in
            name.hasSuffix(suffix) && BackupName.isOurs(String(name.dropLast(suffix.count)))
        }
        // No directory or pipe of that name is ours.
        for path in names.map({ "\(folder)/\($0)" }) where FileSystem.ownSize(path) != nil {
            try DatabaseFiles(path).remove()
        }
    }
}
