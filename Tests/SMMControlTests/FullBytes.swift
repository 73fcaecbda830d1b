import Glibc
import SMMControl

/// Bytes that can be overwritten so many times before the disk is full.
final class FullBytes: ChangeableBytes {
    private(set) var inner: [UInt8]
    private var left: Int

    init(_ inner: [UInt8], writes: Int) {
        self.inner = inner
        left = writes
    }

    var count: Int64 { inner.count }

    func bytes(at offset: Int64, _ length: Int) -> [UInt8] { inner.bytes(at: offset, length) }

    func write(_ bytes: [UInt8], at offset: Int64) throws(FileFault) {
        guard left > 0 else { throw FileFault("pwrite", code: ENOSPC) }
        left -= 1
        inner.replaceSubrange(Int(offset)..<Int(offset) + bytes.count, with: bytes)
    }
}
