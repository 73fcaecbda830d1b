import Crypto
import SMMModel

extension MediaUpload {
    /// How much of a file is read at once when it is hashed anew.
    private static let piece: Int64 = 1 << 20

    /// Takes out of a video what it tells beside what it shows. What stays is hashed anew if anything was there.
    ///
    /// - Returns: the finding of what is stored, and what was taken out.
    /// - Throws: `Problem`: `media-damaged`, `media-cut`, `media-not-cleaned` (422), of the disk 503 and 507.
    func clean(_ finding: Finding, name: String?) async throws -> (Finding, MediaTraces) {
        try await onFile { file in
            let blanks: [MediaBlank]
            do throws(MediaTracesFault) {
                blanks = try MediaCleaner.blanks(in: file, finding.header.type)
            } catch {
                throw error.problem(name: name)
            }
            let traces = try MediaCleaner.overwrite(blanks, in: file)
            guard !traces.isEmpty else { return (finding, traces) }
            var clean = finding
            clean.sha256 = try Self.hash(of: file, finding.byteCount)
            return (clean, traces)
        }
    }

    private static func hash(of file: OpenFile, _ count: Int64) throws -> String {
        var hash = SHA256()
        var read: Int64 = 0
        while read < count {
            let some = file.bytes(at: read, Int(min(piece, count - read)))
            guard !some.isEmpty else { throw FileFault("read") }
            hash.update(data: some)
            read += Int64(some.endIndex)
        }
        return MediaStore.hex(hash.finalize())
    }
}
