/// A body as it is sent, in pieces: bytes, and stretches of files, so that a large medium is never held in memory.
package struct HTTPBody: Sendable, Hashable {
    /// One piece.
    package enum Piece: Sendable, Hashable {
        /// What is in memory.
        case bytes([UInt8])
        /// What is read as it is sent.
        case file(FileStretch)

        /// How many bytes it has.
        package var count: Int64 {
            switch self {
            case .bytes(let bytes): Int64(bytes.count)
            case .file(let stretch): stretch.count
            }
        }
    }

    /// The pieces in order, none of them empty.
    package private(set) var pieces: [Piece] = []

    /// A body of these bytes.
    package init(_ bytes: [UInt8] = []) { append(.bytes(bytes)) }

    /// A body of what stands in a file.
    package init(_ stretch: FileStretch) { append(.file(stretch)) }

    /// How many bytes it has.
    package var count: Int64 { pieces.reduce(0) { $0 + $1.count } }

    /// All of it; nil where some of it stands in a file.
    package var bytes: [UInt8]? {
        if pieces.count == 1, case .bytes(let all) = pieces[0] { return all }
        var bytes: [UInt8] = []
        for piece in pieces {
            guard case .bytes(let some) = piece else { return nil }
            bytes += some
        }
        return bytes
    }

    /// Adds a piece.
    package mutating func append(_ piece: Piece) {
        guard piece.count > 0 else { return }
        if case .bytes(let more) = piece, case .bytes(let former)? = pieces.last {
            pieces[pieces.count - 1] = .bytes(former + more)
        } else {
            pieces.append(piece)
        }
    }

    /// Adds all of `other`.
    package mutating func append(_ other: HTTPBody) {
        for piece in other.pieces { append(piece) }
    }

    /// At most `length` bytes from `start` on.
    package func slice(from start: Int64, length: Int64) -> HTTPBody {
        var part = HTTPBody()
        var begin: Int64 = 0
        let end = start + length
        for piece in pieces {
            let (low, high) = (max(start, begin) - begin, min(end, begin + piece.count) - begin)
            begin += piece.count
            guard low < high else { continue }
            switch piece {
            case .bytes(let bytes): part.append(.bytes(Array(bytes[Int(low)..<Int(high)])))
            case .file(let stretch):
                part.append(
                    .file(FileStretch(path: stretch.path, offset: stretch.offset + low, count: high - low)))
            }
        }
        return part
    }
}
