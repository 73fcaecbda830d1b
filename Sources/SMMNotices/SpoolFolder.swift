import Glibc
import SMMAdapterKit

/// The folder from which smmd-mail.service hands mail to sendmail; a file is there whole or not at all.
struct SpoolFolder: Sendable {
    let path: String

    /// Writes `NAME.eml` durably, in place of one of the same name.
    ///
    /// It is written under a dotted name first, which the path unit and deliver-mail pass over.
    func put(_ name: String, _ text: String) throws(Failure) {
        let hidden = "\(path)/.\(name).eml"
        var descriptor = Self.create(hidden)
        if descriptor < 0, errno == ENOENT {
            try createFolders()
            descriptor = Self.create(hidden)
        }
        guard descriptor >= 0 else { throw Self.failure("opened") }
        let written = Self.write(Array(text.utf8), to: descriptor)
        let saved = errno
        let isClosed = close(descriptor) == 0
        guard written, isClosed else {
            if !written { errno = saved }
            let failure = Self.failure("written")
            unlink(hidden)
            throw failure
        }
        guard rename(hidden, "\(path)/\(name).eml") == 0 else {
            let failure = Self.failure("renamed")
            unlink(hidden)
            throw failure
        }
        guard Self.syncFolder(path) else { throw Self.failure("made durable") }
    }

    private static func create(_ path: String) -> Int32 {
        open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                return false
            }
            rest = rest.dropFirst(count)
        }
        return fsync(descriptor) == 0
    }

    private static func syncFolder(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return fsync(descriptor) == 0
    }

    private func createFolders() throws(Failure) {
        var built = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            built += "/\(part)"
            guard mkdir(built, 0o700) == 0 || errno == EEXIST else { throw Self.failure("made a folder") }
        }
    }

    /// What failed, with the C library's sentence for `errno`.
    private static func failure(_ step: String) -> Failure {
        let number = errno
        var buffer = [CChar](repeating: 0, count: 128)
        let isKnown = strerror_r(number, &buffer, buffer.count) == 0
        let reason = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return Failure(
            "spool", "The mail could not be \(step) in the spool folder: \(isKnown ? reason : "error \(number)").")
    }
}
