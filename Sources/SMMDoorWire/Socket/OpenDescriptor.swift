import Glibc

/// A descriptor that is open for as long as this value lives.
package final class OpenDescriptor: Sendable {
    /// Its number.
    package let number: Int32

    /// Takes over an open descriptor.
    package init(_ number: Int32) { self.number = number }

    /// Opens a file to be read; links are not followed. Nil when that cannot be done; `errno` says why.
    package convenience init?(reading path: String) {
        let number = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard number >= 0 else { return nil }
        self.init(number)
    }

    /// The bytes of the regular file it is; nil for anything else.
    package var fileSize: Int64? {
        var status = stat()
        guard fstat(number, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int64(status.st_size)
    }

    deinit { close(number) }
}

extension OpenDescriptor {
    /// Up to `count` bytes from `offset` on; none at the end, or when they cannot be read.
    package func bytes(at offset: Int64, _ count: Int) -> [UInt8] {
        guard offset >= 0, count > 0 else { return [] }
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            var got = pread(number, buffer.baseAddress, count, off_t(offset))
            while got < 0, errno == EINTR { got = pread(number, buffer.baseAddress, count, off_t(offset)) }
            filled = max(0, got)
        }
    }
}
