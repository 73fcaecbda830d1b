import SMMMedia
import SMMModel

/// What a medium's own first bytes say of it. Reads headers only: whether the rest can be decoded is not known.
///
/// Sources: ITU-T T.81 (JPEG), PNG third edition, GIF89a, RFC 9649 (WebP), ISO/IEC 14496-12 (ftyp), Matroska/EBML.
package struct MediaHeader: Sendable, Hashable {
    /// The MIME types that are taken.
    package static let allowed = [
        "image/jpeg", "image/png", "image/gif", "image/webp", "image/avif", "image/heic", "video/mp4",
        "video/quicktime", "video/webm",
    ]

    /// The MIME type.
    package var type: String
    /// Pixels across as shown, where the header says so.
    package var width: Int?
    /// Pixels down as shown, where the header says so.
    package var height: Int?
    /// How long a video is, where its header says so.
    package var milliseconds: Int64?
    /// How a video is coded, as its header names it.
    package var codec: String?

    /// Reads the header of `source`; nil when it is of no type that is taken.
    package init?(of source: some MediaBytes) {
        let head = ByteFields(source.bytes(at: 0, 4096))
        if head.has([0xFF, 0xD8, 0xFF], at: 0) {
            self.init("image/jpeg", JPEGHeader(of: source).size)
        } else if head.has(PictureKind.pngSignature, at: 0) {
            self.init("image/png", Self.png(head))
        } else if head.has("GIF87a", at: 0) || head.has("GIF89a", at: 0) {
            self.init("image/gif", GIFHeader.size(head, in: source))
        } else if head.has("RIFF", at: 0), head.has("WEBP", at: 8) {
            self.init("image/webp", Self.webp(head))
        } else if head.has("ftyp", at: 4), let type = Self.brand(head) {
            let movie = type.hasPrefix("video/") ? MovieHeader(of: source) : nil
            self.init(type, movie?.size)
            milliseconds = movie?.milliseconds
            codec = movie?.codec
        } else if head.has([0x1A, 0x45, 0xDF, 0xA3], at: 0), Self.isWebM(head) {
            let film = WebMHeader(of: source)
            self.init("video/webm", film.size)
            milliseconds = film.milliseconds
            codec = film.codec
        } else {
            return nil
        }
    }

    /// Whether the header should give a size: then none is one that no picture can have.
    var lacksSize: Bool {
        width == nil && ["image/jpeg", "image/png", "image/gif", "image/webp"].contains(type)
    }

    private init(_ type: String, _ size: (width: Int, height: Int)?) {
        self.type = type
        self.width = size?.width
        self.height = size?.height
    }

    /// Two numbers as a size; nil unless both are there and neither is 0.
    static func size(_ width: Int?, _ height: Int?) -> (width: Int, height: Int)? {
        guard let width, let height, width > 0, height > 0 else { return nil }
        return (width, height)
    }

    private static func png(_ head: ByteFields) -> (width: Int, height: Int)? {
        guard head.big32(8) == 13, head.has("IHDR", at: 12), let width = head.big32(16), let height = head.big32(20),
            width <= Int(Int32.max), height <= Int(Int32.max)
        else { return nil }
        return size(width, height)
    }

    private static func webp(_ head: ByteFields) -> (width: Int, height: Int)? {
        if head.has("VP8X", at: 12) {
            return size(head.little24(24).map { $0 + 1 }, head.little24(27).map { $0 + 1 })
        }
        if head.has("VP8L", at: 12), head.byte(20) == 0x2F, let bits = head.little32(21) {
            return size((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
        }
        if head.has("VP8 ", at: 12), head.has([0x9D, 0x01, 0x2A], at: 23) {
            return size(head.little16(26).map { $0 & 0x3FFF }, head.little16(28).map { $0 & 0x3FFF })
        }
        return nil
    }

    /// The type an ISO base media file's brands name, the major one first.
    private static func brand(_ head: ByteFields) -> String? {
        guard let length = head.big32(0), length >= 16 else { return nil }
        let end = min(length, head.count)
        let types: [([StaticString], String)] = [
            (["avif", "avis"], "image/avif"),
            (["heic", "heix", "heim", "heis", "hevc", "hevx"], "image/heic"),
            (["qt  "], "video/quicktime"),
            (["isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "MSNV", "dash"], "video/mp4"),
        ]
        for offset in [8] + stride(from: 16, to: end - 3, by: 4) {
            for (brands, type) in types where brands.contains(where: { head.has($0, at: offset) }) { return type }
        }
        return nil
    }

    /// Whether the EBML header's DocType (0x4282) is `webm`; other Matroska is not taken.
    private static func isWebM(_ head: ByteFields) -> Bool {
        (4..<64).contains { head.has([0x42, 0x82, 0x84, 0x77, 0x65, 0x62, 0x6D], at: $0) }
    }
}
