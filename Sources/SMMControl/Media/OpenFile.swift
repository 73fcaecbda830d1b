import Glibc

/// A file that is open for as long as this value lives.
final class OpenFile: ChangeableBytes, Sendable {
    let descriptor: Int32

    /// Opens `path`; links are not followed.
    ///
    /// - Throws: `FileFault`.
    init(_ path: String, _ flags: Int32, mode: mode_t = 0) throws(FileFault) {
        descriptor = open(path, flags | O_CLOEXEC | O_NOFOLLOW, mode)
        if descriptor < 0 { throw FileFault(path) }
    }

    deinit { close(descriptor) }

    /// The size as it is now; 0 when it cannot be told.
    var count: Int64 {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? Int64(status.st_size) : 0
    }

    func bytes(at offset: Int64, _ length: Int) -> [UInt8] {
        guard offset >= 0, length > 0 else { return [] }
        return [UInt8](unsafeUninitializedCapacity: length) { buffer, filled in
            filled = 0
            while filled < length {
                guard let start = buffer.baseAddress else { return }
                let read = pread(descriptor, start + filled, length - filled, off_t(offset) + off_t(filled))
                if read < 0 && errno == EINTR { continue }
                guard read > 0 else { return }
                filled += read
            }
        }
    }

    /// Writes all of `bytes` where the file stands.
    func write(_ bytes: UnsafeRawBufferPointer) throws(FileFault) {
        var rest = bytes
        while let start = rest.baseAddress, rest.count > 0 {
            let written = Glibc.write(descriptor, start, rest.count)
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { throw FileFault("write") }
            rest = UnsafeRawBufferPointer(rebasing: rest[written...])
        }
    }

    /// Writes all of `bytes` over what stands at `offset`.
    func write(_ bytes: [UInt8], at offset: Int64) throws(FileFault) {
        var done = 0
        while done < bytes.endIndex {
            let written = bytes[done...].withUnsafeBytes { raw in
                pwrite(descriptor, raw.baseAddress, raw.count, off_t(offset) + off_t(done))
            }
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { throw FileFault("pwrite") }
            done += written
        }
    }

    /// Makes what was written durable.
    func sync() throws(FileFault) {
        guard fsync(descriptor) == 0 else { throw FileFault("fsync") }
    }

    /// Sets the permissions, whatever the process's mask says.
    func setMode(_ mode: mode_t) throws(FileFault) {
        guard fchmod(descriptor, mode) == 0 else { throw FileFault("fchmod") }
    }
}
