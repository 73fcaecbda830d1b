import Glibc
package import SMMDatabase
import Synchronization

/// Room set aside on the database's file system, given back when the disk is full so that results can still be recorded.
package final class ReserveFile: Sendable {
    /// 8 MiB (docs: reliability, disk full).
    package static let standardSize = 8 << 20

    private let path: String
    private let size: Int
    private let lock = Mutex(())

    /// The reserve at `path`, of `size` bytes; nothing is touched yet.
    package init(path: String, size: Int = ReserveFile.standardSize) {
        self.path = path
        self.size = size
    }

    /// True when the room is set aside.
    package var isHeld: Bool {
        lock.withLock { _ in FileSystem.ownSize(path).map { $0 >= size } ?? false }
    }

    /// Sets the room aside; throws ``DatabaseFailure/Code/full`` when there is none and leaves nothing behind.
    ///
    /// As much again must be free beside it: a disk that holds nothing but the reserve is full.
    package func hold() throws(DatabaseFailure) {
        try lock.withLock { _ throws(DatabaseFailure) in
            // What is no file of its own is refused below.
            if let found = FileSystem.ownSize(path), found >= size { return }
            if let free = FileSystem.freeBytes(beside: path), free < 2 * size {
                throw DatabaseFailure(.full, "reserve \(path): \(free) bytes are free, \(2 * size) are needed")
            }
            let descriptor = try FileSystem.openOwn(path, O_WRONLY)
            defer { close(descriptor) }
            let result = posix_fallocate(descriptor, 0, off_t(size))
            guard result == 0 else {
                try FileSystem.remove(path)
                throw FileSystem.failure("reserve", path, result)
            }
        }
    }

    /// Gives the room back; true when there was any.
    @discardableResult
    package func release() throws(DatabaseFailure) -> Bool {
        try lock.withLock { _ throws(DatabaseFailure) in
            guard FileSystem.ownSize(path) != nil else { return false }
            try FileSystem.remove(path)
            return true
        }
    }
}
