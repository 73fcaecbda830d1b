import Crypto
import Glibc
package import SMMAdapterKit
package import SMMModel

extension MediaStore {
    /// Up to this many bytes a medium is held in memory while it is sent.
    static let inMemory: Int64 = 1 << 20
    /// How much of a file is read at once.
    private static let piece: Int64 = 1 << 20

    /// A medium as the body of a request; see `MediaReader`. A file here never changes, so that what is checked before it
    /// is sent is what is sent.
    package func body(of media: MediaReference) async throws(Failure) -> HTTPBody {
        try await body(of: media, inMemory: Self.inMemory)
    }

    /// The same, with at most `inMemory` bytes in memory.
    package func body(of media: MediaReference, inMemory: Int64) async throws(Failure) -> HTTPBody {
        if media.byteCount <= inMemory { return HTTPBody(try await bytes(of: media)) }
        let path = try path(of: media)
        return try await lanes.run { () throws(Failure) in
            let file: OpenFile
            do throws(FileFault) {
                file = try OpenFile(path, O_RDONLY)
            } catch {
                throw Self.changed
            }
            var hash = SHA256()
            var read: Int64 = 0
            while read < media.byteCount {
                let some = file.bytes(at: read, Int(min(Self.piece, media.byteCount - read)))
                guard !some.isEmpty else { throw Self.changed }
                hash.update(data: some)
                read += Int64(some.endIndex)
            }
            guard Self.hex(hash.finalize()) == media.sha256 else { throw Self.changed }
            return HTTPBody(FileStretch(path: path, count: media.byteCount))
        }
    }
}
