import Glibc
import SMMAdapterKit

extension Descriptor {
    /// The size in bytes of a plain file; refuses what is none, such as a pipe or a device.
    func plainSize(_ what: String, _ path: String) throws(Failure) -> Int {
        var status = stat()
        guard fstat(number, &status) == 0 else { throw .system(errno, what, path) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notPlain(what, path) }
        return Int(status.st_size)
    }

    /// At most `count` bytes from `offset`, fewer at the end of the file.
    func read(_ count: Int, at offset: Int, _ path: String) throws(Failure) -> [UInt8] {
        var problem: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count, let base = buffer.baseAddress {
                let got = pread(number, base + filled, count - filled, offset + filled)
                if got < 0 && errno == EINTR { continue }
                if got < 0 { problem = errno }
                guard got > 0 else { break }
                filled += got
            }
        }
        guard problem == 0 else { throw .system(problem, "read", path) }
        return bytes
    }

    /// Writes all of `bytes` at `offset`.
    func write(_ bytes: ArraySlice<UInt8>, at offset: Int, _ path: String) throws(Failure) {
        var rest = bytes
        var position = offset
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { pwrite(number, $0.baseAddress, $0.count, position) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw .system(count < 0 ? errno : EIO, "write", path) }
            rest = rest.dropFirst(count)
            position += count
        }
    }

    /// Waits until what was written is on the disk.
    func sync(_ path: String) throws(Failure) {
        guard fsync(number) == 0 else { throw .system(errno, "write", path) }
    }
}
