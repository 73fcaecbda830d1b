import Glibc
import NIOCore
import SMMAdapterKit

/// Some bytes of a file that is open for as long as this value lives.
final class OpenStretch: Sendable {
    private let descriptor: CInt
    private let start: Int64

    /// Opens the file; links are not followed.
    ///
    /// - Throws: `BodySource.Unreadable` where there is no such file, or less of it.
    init(_ stretch: FileStretch) throws(BodySource.Unreadable) {
        let opened = open(stretch.path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        var status = stat()
        guard opened >= 0, fstat(opened, &status) == 0, status.st_mode & S_IFMT == S_IFREG, stretch.offset >= 0,
            Int64(status.st_size) - stretch.offset >= stretch.count
        else {
            if opened >= 0 { close(opened) }
            throw BodySource.Unreadable()
        }
        start = stretch.offset
        descriptor = opened
    }

    deinit { close(descriptor) }

    /// Exactly `length` bytes from `offset` of the stretch.
    ///
    /// - Throws: `BodySource.Unreadable`.
    func read(at offset: Int64, length: Int) throws(BodySource.Unreadable) -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.reserveCapacity(length)
        while buffer.readableBytes < length {
            let place = off_t(start + offset) + off_t(buffer.readableBytes)
            let left = length - buffer.readableBytes
            let got = buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: left) { bytes in
                guard let base = bytes.baseAddress else { return 0 }
                var got = pread(descriptor, base, left, place)
                while got < 0 && errno == EINTR { got = pread(descriptor, base, left, place) }
                return max(0, got)
            }
            guard got > 0 else { throw BodySource.Unreadable() }
        }
        return buffer
    }
}
