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

    /// The colour of a PNG of one pixel, as long as its data are one block of Huffman's fixed codes and hold no repetition
    /// (RFC 1951, section 3.2.6): so few bytes are always written like that. Nil for anything else.
    static func colour(ofDot png: [UInt8]) -> [UInt8]? {
        guard let name = png.firstRange(of: Array("IDAT".utf8)), png.count > 25 else { return nil }
        let bands = png[25] == 2 ? 3 : 1
        let data = png[(name.upperBound + 2)...]
        var bits = data.flatMap { byte in (0..<8).map { Int(byte >> $0 & 1) } }.makeIterator()
        func take(_ count: Int) -> Int { (0..<count).reduce(0) { sum, _ in sum << 1 | (bits.next() ?? 0) } }
        // The last block, and the kind: written from the lowest bit on.
        guard take(1) == 1, take(2) == 0b10 else { return nil }
        var bytes: [UInt8] = []
        while bytes.count < bands + 1 {
            let code = take(8)
            switch code {
            case 0b0011_0000...0b1011_1111: bytes.append(UInt8(code - 0b0011_0000))
            case 0b1100_1000...0b1111_1111: bytes.append(UInt8(144 + (code << 1 | take(1)) - 0b1_1001_0000))
            default: return nil
            }
        }
        // The first is the line's filter, which cannot matter for one pixel.
        return Array(bytes.dropFirst())
    }
}
