import SMMModel

/// What a movie's header says, read in the boxes of an ISO base media or QuickTime file (ISO/IEC 14496-12), which may
/// lie about their lengths.
struct MovieHeader {
    /// A box: its kind, and where its content lies.
    private struct Box {
        var kind: Int
        var start: Int64
        var end: Int64
    }

    /// More boxes side by side than this are an attack; real files have a few dozen.
    private static let maximumBoxes = 2000
    private static let longestKeys = 1 << 16
    private static let moov = 0x6D6F_6F76
    private static let trak = 0x7472_616B
    private static let tkhd = 0x746B_6864
    private static let mvhd = 0x6D76_6864
    private static let udta = 0x7564_7461
    private static let meta = 0x6D65_7461
    private static let keys = 0x6B65_7973
    /// To the description of how a track is coded: `mdia`, `minf`, `stbl`, `stsd`.
    private static let wayToCodec = [0x6D64_6961, 0x6D69_6E66, 0x7374_626C, 0x7374_7364]
    /// `©xyz` (QuickTime) and `loci` (3GPP TS 26.244).
    private static let places = [0xA978_797A, 0x6C6F_6369]

    /// Pixels across and down as shown, a turned picture turned; nil when no track says so.
    private(set) var size: (width: Int, height: Int)?
    /// How long it is; nil when it does not say so, as a film in pieces does not.
    private(set) var milliseconds: Int64?
    /// Four characters that name how its picture is coded; nil when they are none.
    private(set) var codec: String?
    /// Whether it says where it was taken.
    private(set) var hasPosition = false

    /// Reads the boxes of `source`.
    init(of source: some MediaBytes) {
        guard let movie = Self.first(Self.moov, from: 0, to: source.count, in: source) else { return }
        for box in Self.boxes(from: movie.start, to: movie.end, in: source) {
            switch box.kind {
            case Self.mvhd: milliseconds = Self.length(inMovieHeaderAt: box.start, of: source)
            case Self.trak: look(at: box, of: source)
            case Self.udta:
                let inner = Self.boxes(from: box.start, to: box.end, in: source)
                hasPosition = hasPosition || inner.contains { Self.places.contains($0.kind) }
            case Self.meta: hasPosition = hasPosition || Self.namesPlace(box, in: source)
            default: break
            }
        }
    }

    private mutating func look(at track: Box, of source: some MediaBytes) {
        guard let header = Self.first(Self.tkhd, from: track.start, to: track.end, in: source),
            let size = Self.size(inTrackHeaderAt: header.start, of: source)
        else { return }
        // A subtitle's or a thumbnail's track may have a size, too: the picture is the largest.
        guard size.width * size.height > self.size.map({ $0.width * $0.height }) ?? 0 else { return }
        self.size = size
        codec = Self.codec(of: track, in: source)
    }

    private static func codec(of track: Box, in source: some MediaBytes) -> String? {
        var box = track
        for kind in wayToCodec {
            guard let inner = first(kind, from: box.start, to: box.end, in: source) else { return nil }
            box = inner
        }
        // Version, flags and a count; then an entry's length and name.
        let name = source.bytes(at: box.start + 12, 4)
        guard name.count == 4, box.start + 16 <= box.end, name.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            return nil
        }
        return String(decoding: name, as: UTF8.self)
    }

    /// A movie's length in a time scale of its own.
    private static func length(inMovieHeaderAt start: Int64, of source: some MediaBytes) -> Int64? {
        let fields = ByteFields(source.bytes(at: start, 32))
        guard let version = fields.byte(0), version <= 1 else { return nil }
        guard let scale = fields.big32(version == 0 ? 12 : 20), scale > 0 else { return nil }
        let count: Int
        if version == 0 {
            guard let short = fields.big32(16), short != 0xFFFF_FFFF else { return nil }
            count = short
        } else {
            guard let high = fields.big32(24), let low = fields.big32(28), high < 1 << 20 else { return nil }
            count = high << 32 | low
        }
        guard count > 0 else { return nil }
        let (product, overflow) = Int64(count).multipliedReportingOverflow(by: 1000)
        return overflow ? nil : product / Int64(scale)
    }

    /// Whether the keys of Apple's metadata name a place (`com.apple.quicktime.location.ISO6709`). In a `meta` of ISO four
    /// bytes stand before the boxes, in one of QuickTime none.
    private static func namesPlace(_ meta: Box, in source: some MediaBytes) -> Bool {
        for start in [meta.start, meta.start + 4] {
            guard let box = first(keys, from: start, to: meta.end, in: source) else { continue }
            let names = source.bytes(at: box.start, Int(min(box.end - box.start, Int64(longestKeys))))
            return names.firstRange(of: Array("quicktime.location".utf8)) != nil
        }
        return false
    }

    /// Width and height are 16.16 fixed-point numbers behind the matrix, which lies further on in version 1.
    private static func size(
        inTrackHeaderAt start: Int64, of source: some MediaBytes
    ) -> (width: Int, height: Int)? {
        let fields = ByteFields(source.bytes(at: start, 96))
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
            let fields = ByteFields(source.bytes(at: offset, 16))
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
