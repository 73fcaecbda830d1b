/// Finds the size of a movie's picture in the boxes of an ISO base media or QuickTime file (ISO/IEC 14496-12), which may
/// lie about their lengths.
enum MovieHeader {
    /// A box: its kind, and where its content lies.
    private struct Box {
        var kind: Int
        var start: Int64
        var end: Int64
    }

    /// More boxes side by side than this are an attack; real files have a few dozen.
    private static let maximumBoxes = 2000
    private static let moov = 0x6D6F_6F76
    private static let trak = 0x7472_616B
    private static let tkhd = 0x746B_6864

    /// Pixels across and down as shown, a turned picture turned; nil when no track says so.
    static func size(of source: some MediaBytes) -> (width: Int, height: Int)? {
        guard let movie = first(moov, from: 0, to: source.count, in: source) else { return nil }
        var largest: (width: Int, height: Int)?
        for track in boxes(from: movie.start, to: movie.end, in: source) where track.kind == trak {
            guard let header = first(tkhd, from: track.start, to: track.end, in: source),
                let size = size(inTrackHeaderAt: header.start, of: source)
            else { continue }
            // A subtitle's or a thumbnail's track may have a size, too: the picture is the largest.
            if size.width * size.height > largest.map({ $0.width * $0.height }) ?? 0 { largest = size }
        }
        return largest
    }

    /// Width and height are 16.16 fixed-point numbers behind the matrix, which lies further on in version 1.
    private static func size(
        inTrackHeaderAt start: Int64, of source: some MediaBytes
    ) -> (width: Int, height: Int)? {
        let fields = HeaderFields(source.bytes(at: start, 96))
        guard let version = fields.byte(0), version <= 1 else { return nil }
        let matrix = version == 0 ? 40 : 52
        guard let a = fields.big32(matrix), let d = fields.big32(matrix + 16), let width = fields.big32(matrix + 36),
            let height = fields.big32(matrix + 40)
        else { return nil }
        let isTurned = a == 0 && d == 0
        return MediaHeader.size((isTurned ? height : width) >> 16, (isTurned ? width : height) >> 16)
    }

    private static func first(_ kind: Int, from start: Int64, to end: Int64, in source: some MediaBytes) -> Box? {
        boxes(from: start, to: end, in: source).first { $0.kind == kind }
    }

    /// The boxes that lie side by side in a range, as far as their lengths can be believed.
    private static func boxes(from start: Int64, to end: Int64, in source: some MediaBytes) -> [Box] {
        var found: [Box] = []
        var offset = start
        while offset >= 0, offset < end, found.endIndex < maximumBoxes {
            let fields = HeaderFields(source.bytes(at: offset, 16))
            guard let short = fields.big32(0), let kind = fields.big32(4) else { break }
            var length = Int64(short)
            var head: Int64 = 8
            if short == 1 {
                guard let high = fields.big32(8), let low = fields.big32(12), high <= 0x7FFF_FFFF else { break }
                length = Int64(high) << 32 | Int64(low)
                head = 16
            } else if short == 0 {
                length = end - offset
            }
            guard length >= head, length <= end - offset else { break }
            found.append(Box(kind: kind, start: offset + head, end: offset + length))
            offset += length
        }
        return found
    }
}
