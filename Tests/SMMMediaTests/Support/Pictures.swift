import SMMLab
import SMMMedia

/// What cameras and people put into files.
enum Pictures {
    /// A GIF of two frames of one pixel.
    static let animatedGIF: [UInt8] =
        Array("GIF89a".utf8) + [1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF] + frame + frame + [0x3B]

    private static let frame: [UInt8] = [
        0x21, 0xF9, 4, 0, 10, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0,
    ]

    /// EXIF data: an orientation, words where a name would stand, and a directory of a position (EXIF 2.32, 4.6), with
    /// 52° 31' 12.5" N in it.
    static func tiff(orientation: UInt8, words: String, hasPosition: Bool = false) -> [UInt8] {
        // TIFF, big-endian: a directory, and what its entries point to behind it.
        let text = Array(words.utf8) + [0]
        var entries: [[UInt8]] = [
            [0x01, 0x0E, 0, 2, 0, 0, 0, UInt8(text.count), 0, 0, 0, hasPosition ? 50 : 38],
            [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0],
        ]
        guard hasPosition else {
            return [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 2] + entries.joined() + [0, 0, 0, 0] + text
        }
        let place = 50 + text.count
        entries.append([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, UInt8(place)])
        let position: [UInt8] =
            [0, 2, 0, 1, 0, 2, 0, 0, 0, 2, UInt8(ascii: "N"), 0, 0, 0]
            + [0, 2, 0, 5, 0, 0, 0, 3, 0, 0, 0, UInt8(place + 30), 0, 0, 0, 0] + latitude
        return [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 3] + entries.joined() + [0, 0, 0, 0] + text + position
    }

    /// 52/1 31/1 125/10, as a position's directory points to it.
    static let latitude: [UInt8] = [0, 0, 0, 52, 0, 0, 0, 1, 0, 0, 0, 31, 0, 0, 0, 1, 0, 0, 0, 125, 0, 0, 0, 10]

    /// `jpeg` with EXIF data, and the words in a comment as well.
    static func withExif(
        _ jpeg: [UInt8], orientation: UInt8, words: String, hasPosition: Bool = false
    ) -> [UInt8] {
        let exif = Array("Exif\0\0".utf8) + tiff(orientation: orientation, words: words, hasPosition: hasPosition)
        return segment(0xE1, exif, in: segment(0xFE, Array(words.utf8), in: jpeg))
    }

    /// `jpeg` with one more segment at its beginning.
    static func segment(_ marker: UInt8, _ content: [UInt8], in jpeg: [UInt8]) -> [UInt8] {
        let count = content.count + 2
        return Array(jpeg.prefix(2)) + [0xFF, marker, UInt8(count >> 8), UInt8(count & 0xFF)] + content
            + jpeg.dropFirst(2)
    }

    /// `png` with one more chunk behind its header.
    static func png(_ png: [UInt8], with name: String, _ content: [UInt8]) -> [UInt8] {
        Array(png.prefix(33)) + LabPicture.chunk(name, content) + png.dropFirst(33)
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
