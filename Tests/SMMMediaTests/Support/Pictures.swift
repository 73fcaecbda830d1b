/// What cameras and people put into files.
enum Pictures {
    /// A GIF of two frames of one pixel.
    static let animatedGIF: [UInt8] =
        Array("GIF89a".utf8) + [1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF] + frame + frame + [0x3B]

    private static let frame: [UInt8] = [
        0x21, 0xF9, 4, 0, 10, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0,
    ]

    /// `jpeg` with EXIF data: an orientation, and words where a position and a name would stand.
    static func withExif(_ jpeg: [UInt8], orientation: UInt8, words: String) -> [UInt8] {
        // TIFF, big-endian: one directory with the orientation and an ASCII field behind it (EXIF 2.32, 4.6).
        let text = Array(words.utf8) + [0]
        let tiff: [UInt8] =
            [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 2]
            + [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]
            + [0x01, 0x0E, 0, 2, 0, 0, 0, UInt8(text.count), 0, 0, 0, 38] + [0, 0, 0, 0] + text
        let body = Array("Exif\0\0".utf8) + tiff
        let comment = Array(words.utf8)
        return Array(jpeg.prefix(2)) + [0xFF, 0xE1, 0, UInt8(body.count + 2)] + body
            + [0xFF, 0xFE, 0, UInt8(comment.count + 2)] + comment + jpeg.dropFirst(2)
    }

    /// Whether `part` occurs in `bytes`.
    static func holds(_ bytes: [UInt8], _ part: String) -> Bool {
        let part = Array(part.utf8)
        guard let first = part.first else { return true }
        return bytes.indices.contains { bytes[$0] == first && bytes[$0...].starts(with: part) }
    }
}
