import Crypto
import Glibc
package import SMMAdapterKit
package import SMMModel

/// Photos and videos by the hash of their content: `<folder>/ab/cd/<sha256>`. A file there is whole and never changes.
package final class MediaStore: MediaReader, Sendable {
    /// The most one medium may have: 512 MiB.
    package static let standardLimit: Int64 = 512 << 20
    /// What an upload must leave free, so that the database can go on recording what was sent.
    static let reserve: Int64 = 64 << 20

    let folder: String
    let lanes = FileLanes()
    /// Where films are cleaned, one at a time: it takes memory, and long enough to keep others from what they send.
    let cleaning = FileLanes(count: 1)
    private let freeSpace: @Sendable (String) -> Int64?
    private let removed: @Sendable () -> Void
    private var incoming: String { folder + "/incoming" }

    /// A store in `folder`, which is made if it is missing.
    ///
    /// - Parameters:
    ///   - freeSpace: how many bytes are free at a path; nil when that cannot be told.
    ///   - removed: told each time the temporary file of an upload is gone; for harnesses.
    /// - Throws: `Problem` when the folder cannot be made.
    package init(
        folder: String, freeSpace: @escaping @Sendable (String) -> Int64? = { DiskSpace(at: $0)?.free },
        removed: @escaping @Sendable () -> Void = {}
    ) throws {
        self.folder = folder
        self.freeSpace = freeSpace
        self.removed = removed
        do {
            try Self.makeFolder(folder)
            try Self.makeFolder(folder + "/incoming")
        } catch {
            throw error.problem
        }
    }

    /// Removes what uploads left behind that a crash cut off. Call at start, before the first upload.
    ///
    /// - Returns: how many files were removed.
    @discardableResult
    package func sweep() async -> Int {
        let incoming = incoming
        let told = removed
        return await lanes.run {
            guard let listing = opendir(incoming) else { return 0 }
            defer { closedir(listing) }
            var removed = 0
            while let entry = readdir(listing) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                    pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                guard name.hasSuffix(".part") else { continue }
                guard unlink(incoming + "/" + name) == 0 else { continue }
                removed += 1
                told()
            }
            return removed
        }
    }

    /// Begins an upload of `length` bytes (nil when unknown), at most `limit`.
    ///
    /// - Parameter name: unique among the uploads of this run.
    /// - Throws: `Problem`: `media-too-large` (413), `storage-full` (507), `storage-failed`, `storage-read-only` (503).
    func begin(_ name: String, length: Int64?, limit: Int64) async throws -> MediaUpload {
        if let length, length > limit { throw MediaUpload.tooLarge(length, limit: limit) }
        if let free = freeSpace(folder), free < (length ?? 0) + Self.reserve { throw FileFault.full }
        let path = incoming + "/" + name + ".part"
        do {
            let file = try await lanes.run { () throws(FileFault) in
                try OpenFile(path, O_RDWR | O_CREAT | O_EXCL, mode: 0o600)
            }
            return MediaUpload(file: file, path: path, store: self, limit: limit)
        } catch {
            throw error.problem
        }
    }

    /// All bytes of a medium, checked against its size and hash; see `MediaReader`.
    package func bytes(of media: MediaReference) async throws(Failure) -> [UInt8] {
        let path = try place(media)
        return try await lanes.run { () throws(Failure) in
            let file: OpenFile
            do throws(FileFault) {
                file = try OpenFile(path, O_RDONLY)
            } catch {
                throw Self.missing
            }
            guard file.count == media.byteCount, let length = Int(exactly: media.byteCount) else { throw Self.changed }
            let bytes = file.bytes(at: 0, length)
            guard bytes.endIndex == length, Self.hex(SHA256.hash(data: bytes)) == media.sha256 else {
                throw Self.changed
            }
            return bytes
        }
    }

    /// The path of the stored file; see `MediaReader`.
    package func path(of media: MediaReference) throws(Failure) -> String {
        let path = try place(media)
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw Self.missing }
        guard Int64(status.st_size) == media.byteCount else { throw Self.changed }
        return path
    }

    private func place(_ media: MediaReference) throws(Failure) -> String {
        guard let path = place(hash: media.sha256) else { throw Self.missing }
        return path
    }

    /// Where content of a hash stands; nil for text that is no hash, so that no other path can be named.
    func place(hash: String) -> String? {
        let digits = Array(hash.utf8)
        let isHash = digits.endIndex == 64 && digits.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
        guard isHash else { return nil }
        let first = String(decoding: digits[0..<2], as: UTF8.self)
        let second = String(decoding: digits[2..<4], as: UTF8.self)
        return "\(folder)/\(first)/\(second)/\(hash)"
    }

    /// Moves a finished file to its place and makes that durable.
    func keep(_ path: String, as hash: String) throws(FileFault) {
        guard let target = place(hash: hash) else { throw FileFault(path, code: EINVAL) }
        let middle = folder + "/" + hash.prefix(2)
        let inner = middle + "/" + hash.dropFirst(2).prefix(2)
        if try Self.makeFolder(middle) { try Self.sync(folder: folder) }
        if try Self.makeFolder(inner) { try Self.sync(folder: middle) }
        // The same content may stand there already; putting it there anew also heals a damaged copy.
        guard rename(path, target) == 0 else { throw FileFault(target) }
        try Self.sync(folder: inner)
        removed()
    }

    /// Removes the temporary file of an upload that came to nothing.
    func discard(_ path: String) {
        if unlink(path) == 0 { removed() }
    }

    /// Whether the folder is new.
    @discardableResult
    private static func makeFolder(_ path: String) throws(FileFault) -> Bool {
        if mkdir(path, 0o750) == 0 { return true }
        guard errno == EEXIST else { throw FileFault(path) }
        return false
    }

    private static func sync(folder: String) throws(FileFault) {
        try OpenFile(folder, O_RDONLY | O_DIRECTORY).sync()
    }

    static func hex(_ digest: SHA256.Digest) -> String { Hex.text(Array(digest)) }

    private static let missing = Failure("media-missing", "The medium is not in the store any more.")
    static let changed = Failure("media-changed", "The stored medium is not what was uploaded any more.")
}
