import NIOCore
import SMMAdapterKit

/// A body some of which stands in files, opened, and read a little at a time.
final class BodySource: Sendable {
    /// The files hold less than was said, or cannot be read.
    struct Unreadable: Error {}

    private enum Part: Sendable {
        case bytes([UInt8])
        case file(OpenStretch)
    }

    private let parts: [(range: Range<Int64>, part: Part)]
    /// How many bytes there are.
    let count: Int64

    /// Opens the files of `body`.
    ///
    /// - Throws: `Unreadable`.
    init(_ body: HTTPBody) throws(Unreadable) {
        var parts: [(range: Range<Int64>, part: Part)] = []
        var end: Int64 = 0
        for piece in body.pieces {
            let range = end..<end + piece.count
            switch piece {
            case .bytes(let bytes): parts.append((range, .bytes(bytes)))
            case .file(let stretch): parts.append((range, .file(try OpenStretch(stretch))))
            }
            end = range.upperBound
        }
        self.parts = parts
        count = end
    }

    /// Some bytes from `offset` on, at most `most` of them; none at the end only. Blocks for as long as the disk takes.
    ///
    /// - Throws: `Unreadable`.
    func read(at offset: Int64, most: Int) throws(Unreadable) -> ByteBuffer {
        guard let (range, part) = parts.first(where: { $0.range.contains(offset) }) else { return ByteBuffer() }
        let length = Int(min(Int64(most), range.upperBound - offset))
        switch part {
        case .bytes(let bytes):
            let start = Int(offset - range.lowerBound)
            return ByteBuffer(bytes: bytes[start..<start + length])
        case .file(let stretch):
            return try stretch.read(at: offset - range.lowerBound, length: length)
        }
    }
}
