import SMMModel

/// What a movie's header says, read in the boxes of an ISO base media or QuickTime file (ISO/IEC 14496-12), which may
/// lie about their lengths.
struct MovieHeader {
    /// More boxes than this in a film are an attack; real ones need some hundreds to tell what is asked here.
    private static let maximumBoxes = 20_000
    private static let moov = MovieBox.kind("moov")
    private static let trak = MovieBox.kind("trak")
    private static let tkhd = MovieBox.kind("tkhd")
    private static let mvhd = MovieBox.kind("mvhd")
    private static let mvex = MovieBox.kind("mvex")
    private static let mehd = MovieBox.kind("mehd")
    /// To the description of how a track is coded.
    private static let wayToCodec = ["mdia", "minf", "stbl", "stsd"].map(MovieBox.kind)

    /// Pixels across and down as shown, a turned picture turned; nil when no track says so.
    private(set) var size: (width: Int, height: Int)?
    /// How long it is; nil when it does not say so.
    private(set) var milliseconds: Int64?
    /// Four characters that name how its picture is coded; nil when they are none.
    private(set) var codec: String?

    /// Reads the boxes of `source`.
    init(of source: some MediaBytes) {
        var boxes = MovieBoxes(source, most: Self.maximumBoxes)
        guard let movie = boxes.first(Self.moov, from: 0, to: source.count) else { return }
        var largest: MovieBox?
        var scale: Int?
        for box in boxes.all(from: movie.start, to: movie.end) {
            switch box.kind {
            case Self.mvhd:
                let fields = ByteFields(source.bytes(at: box.start, 32))
                scale = Self.scale(fields)
                milliseconds = Self.length(fields, scale: scale)
            case Self.mvex where milliseconds == nil:
                // A film in pieces says here how long they are together, if it says so at all.
                guard let header = boxes.first(Self.mehd, from: box.start, to: box.end) else { continue }
                milliseconds = Self.length(ofPieces: ByteFields(source.bytes(at: header.start, 12)), scale: scale)
            case Self.trak:
                guard let header = boxes.first(Self.tkhd, from: box.start, to: box.end),
                    let size = Self.size(inTrackHeaderAt: header.start, of: source)
                else { continue }
                // A subtitle's or a thumbnail's track may have a size, too: the picture is the largest.
                guard size.width * size.height > self.size.map({ $0.width * $0.height }) ?? 0 else { continue }
                self.size = size
                largest = box
            default: break
            }
        }
        guard let largest, let description = boxes.first(Self.wayToCodec, in: largest) else { return }
        codec = Self.codec(in: description, of: source)
    }

    private static func codec(in description: MovieBox, of source: some MediaBytes) -> String? {
        // Version, flags and a count; then an entry's length and name.
        let name = source.bytes(at: description.start + 12, 4)
        guard name.count == 4, description.start + 16 <= description.end,
            name.allSatisfy({ (0x20...0x7E).contains($0) })
        else { return nil }
        return String(decoding: name, as: UTF8.self)
    }

    /// How many units of a movie header's time make a second.
    private static func scale(_ fields: ByteFields) -> Int? {
        guard let version = fields.byte(0), version <= 1 else { return nil }
        return fields.big32(version == 0 ? 12 : 20)
    }

    /// A movie's length in a time scale of its own.
    private static func length(_ fields: ByteFields, scale: Int?) -> Int64? {
        length(fields, at: fields.byte(0) == 0 ? 16 : 24, scale: scale)
    }

    private static func length(ofPieces fields: ByteFields, scale: Int?) -> Int64? {
        length(fields, at: 4, scale: scale)
    }

    /// A length at `offset`, of four bytes in version 0 and eight in version 1.
    private static func length(_ fields: ByteFields, at offset: Int, scale: Int?) -> Int64? {
        guard let version = fields.byte(0), version <= 1, let scale, scale > 0 else { return nil }
        let count: Int
        if version == 0 {
            guard let short = fields.big32(offset), short != 0xFFFF_FFFF else { return nil }
            count = short
        } else {
            guard let high = fields.big32(offset), let low = fields.big32(offset + 4), high < 1 << 20 else {
                return nil
            }
            count = high << 32 | low
        }
        guard count > 0 else { return nil }
        let (product, overflow) = Int64(count).multipliedReportingOverflow(by: 1000)
        return overflow ? nil : product / Int64(scale)
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
}
