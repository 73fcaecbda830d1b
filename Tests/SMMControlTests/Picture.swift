import Testing

/// The first bytes of a photo or video, written by hand from the formats' documents.
struct Picture: Sendable, CustomTestStringConvertible {
    var name: String
    var type: String
    var width: Int?
    var height: Int?
    var bytes: [UInt8]

    var testDescription: String { name }

    static let all: [Picture] = [
        Picture(name: "PNG", type: "image/png", width: 640, height: 480, bytes: png(640, 480)),
        Picture(name: "JPEG", type: "image/jpeg", width: 640, height: 480, bytes: jpeg(640, 480, frame: 0xC0)),
        Picture(name: "progressive JPEG", type: "image/jpeg", width: 31, height: 7, bytes: jpeg(31, 7, frame: 0xC2)),
        Picture(
            name: "GIF", type: "image/gif", width: 640, height: 480,
            bytes: Array("GIF89a".utf8) + [0x80, 0x02, 0xE0, 0x01, 0, 0, 0]),
        Picture(
            name: "lossy WebP", type: "image/webp", width: 640, height: 480,
            bytes: webp("VP8 ", [0, 0, 0, 0x9D, 0x01, 0x2A, 0x80, 0x02, 0xE0, 0x01])),
        Picture(
            name: "lossless WebP", type: "image/webp", width: 640, height: 480,
            // 14 bits of width less one, 14 bits of height less one.
            bytes: webp("VP8L", [0x2F, 0x7F, 0xC2, 0x77, 0x00])),
        Picture(
            name: "extended WebP", type: "image/webp", width: 640, height: 480,
            bytes: webp("VP8X", [0, 0, 0, 0, 0x7F, 0x02, 0, 0xDF, 0x01, 0])),
        Picture(name: "MP4", type: "video/mp4", bytes: iso("mp42", ["isom", "mp42"])),
        Picture(name: "QuickTime", type: "video/quicktime", bytes: iso("qt  ", [])),
        Picture(
            name: "MP4 with its index first", type: "video/mp4", width: 640, height: 480,
            bytes: iso("mp42", ["isom"]) + box("moov", box("mvhd", [0]) + track(640, 480)) + box("mdat", [1, 2, 3])),
        Picture(
            name: "MP4 with its index last, behind a long box", type: "video/mp4", width: 640, height: 480,
            bytes: iso("isom", []) + big(1) + Array("mdat".utf8) + big(0) + big(20) + [1, 2, 3, 4]
                + box("moov", track(0, 0) + track(640, 480, version: 1))),
        Picture(
            name: "MP4 of a turned phone", type: "video/mp4", width: 480, height: 640,
            bytes: iso("isom", []) + box("moov", track(640, 480, isTurned: true))),
        Picture(name: "AVIF", type: "image/avif", bytes: iso("mif1", ["avif"])),
        Picture(name: "HEIC", type: "image/heic", bytes: iso("heic", ["mif1"])),
        Picture(
            name: "WebM", type: "video/webm",
            bytes: [0x1A, 0x45, 0xDF, 0xA3, 0x9F, 0x42, 0x86, 0x81, 0x01, 0x42, 0x82, 0x84] + Array("webm".utf8)),
    ]

    static func png(_ width: UInt32, _ height: UInt32) -> [UInt8] {
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + big(13) + Array("IHDR".utf8) + big(width) + big(height)
            + [8, 2, 0, 0, 0] + big(0) + big(0) + Array("IEND".utf8) + big(0xAE42_6082)
    }

    /// A PNG with points in it, and nothing else.
    static func drawn(_ width: UInt32, _ height: UInt32) -> [UInt8] {
        let empty = png(width, height)
        let points = big(2) + Array("IDAT".utf8) + [0x78, 0x9C] + big(0)
        return Array(empty.dropLast(12)) + points + Array(empty.suffix(12))
    }

    /// A JPEG as a phone makes it: orientation, a preview with an end of its own, frame, scan, and bytes behind the end.
    static func photo(_ width: Int, _ height: Int, orientation: UInt16, isLittle: Bool) -> [UInt8] {
        let two = { (value: UInt16) in
            isLittle ? [UInt8(value & 255), UInt8(value >> 8)] : [UInt8(value >> 8), UInt8(value & 255)]
        }
        let four = { (value: UInt32) in isLittle ? big(value).reversed() : big(value) }
        let tiff: [UInt8] =
            Array((isLittle ? "II" : "MM").utf8) + two(42) + four(8) + two(2) + two(0x010F) + two(2) + four(4)
            + Array("Me!\0".utf8) + two(0x0112) + two(3) + four(1) + two(orientation) + two(0) + four(0)
        let exif = Array("Exif\0\0".utf8) + tiff + [0xFF, 0xD8, 0xFF, 0xD9]
        let length = exif.count + 2
        return [0xFF, 0xD8, 0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 255)] + exif
            + jpeg(width, height, frame: 0xC0).dropFirst(2) + [0xFF, 0xDA, 0x00, 0x02, 0x11, 0xFF, 0x00, 0x12]
            + [0xFF, 0xD9] + Array("a film behind the end".utf8)
    }

    private static func jpeg(_ width: Int, _ height: Int, frame: UInt8) -> [UInt8] {
        // An application segment, fill bytes, tables, then the frame.
        [0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x07, 0x4A, 0x46, 0x49, 0x46, 0x00, 0xFF, 0xFF, 0xC4, 0x00, 0x03, 0x00] + [
            0xFF, frame, 0x00, 0x0B, 0x08, UInt8(height >> 8), UInt8(height & 255), UInt8(width >> 8),
            UInt8(width & 255), 0x01, 0x01, 0x11, 0x00,
        ]
    }

    private static func webp(_ chunk: String, _ payload: [UInt8]) -> [UInt8] {
        Array("RIFF".utf8) + [40, 0, 0, 0] + Array("WEBP".utf8) + Array(chunk.utf8)
            + [UInt8(payload.count), 0, 0, 0] + payload
    }

    private static func iso(_ major: String, _ compatible: [String]) -> [UInt8] {
        big(UInt32(16 + 4 * compatible.count)) + Array("ftyp".utf8) + Array(major.utf8) + [0, 0, 2, 0]
            + compatible.flatMap { Array($0.utf8) }
    }

    static func box(_ kind: String, _ content: [UInt8]) -> [UInt8] {
        big(UInt32(8 + content.count)) + Array(kind.utf8) + content
    }

    /// A track with nothing but its header.
    static func track(
        _ width: UInt32, _ height: UInt32, version: UInt8 = 0, isTurned: Bool = false
    ) -> [UInt8] {
        let one = big(0x0001_0000)
        let none = big(0)
        let matrix =
            isTurned
            ? none + one + none + big(0xFFFF_0000) + none + none + none + none + big(0x4000_0000)
            : one + none + none + none + one + none + none + none + big(0x4000_0000)
        let times = [UInt8](repeating: 0, count: version == 0 ? 20 : 32)
        let rest = [UInt8](repeating: 0, count: 16)
        return box(
            "trak",
            box("tkhd", [version, 0, 0, 7] + times + rest + matrix + big(width << 16) + big(height << 16)))
    }

    private static func big(_ value: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct Dice {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
