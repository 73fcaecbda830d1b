import SMMMedia
import SMMModel

/// What stands before a JPEG's picture: segments, of which a hostile file may have as many as it likes.
struct JPEGHeader {
    /// Colour profiles, previews and depth maps come before the frame, in segments of at most 64 KiB each.
    private static let maximumSegments = 1000
    /// Bytes between segments that belong to none; cameras fill up to a block of their card.
    private static let maximumStray = 1 << 16
    /// How much is looked into at a time for the end of such bytes.
    private static let block = 4096

    /// Pixels across and down as shown, a turned picture turned; nil when no frame header is found.
    var size: (width: Int, height: Int)? { isTurned ? frame.map { ($0.height, $0.width) } : frame }
    /// Where the picture itself begins; nil when it is not reached.
    private(set) var scan: Int64?

    private var frame: (width: Int, height: Int)?
    private var isTurned = false

    /// Reads the segments of `source` up to the first scan.
    init(of source: some MediaBytes) {
        var offset: Int64 = 2
        var stray = Self.maximumStray
        var hasExif = false
        for _ in 0..<Self.maximumSegments {
            var fields = ByteFields(source.bytes(at: offset, 10))
            if !Self.isMarker(fields.byte(0), fields.byte(1)) {
                guard let found = Self.marker(in: source, from: offset, within: stray) else { return }
                stray -= Int(found - offset)
                offset = found
                fields = ByteFields(source.bytes(at: offset, 10))
            }
            guard let marker = fields.byte(1) else { return }
            if marker == 0x01 || (0xD0...0xD8).contains(marker) {
                offset += 2
                continue
            }
            guard marker != 0xD9, let length = fields.big16(2), length >= 2 else { return }
            if marker == 0xDA {
                scan = offset + 2 + Int64(length)
                return
            }
            // A height of 0, told behind the scan (DNL), is none: libjpeg, with which browsers read, refuses it as well.
            if frame == nil, Self.isFrame(marker) { frame = MediaHeader.size(fields.big16(7), fields.big16(5)) }
            // Only the first counts; a preview's stands in a segment of another kind.
            if !hasExif, marker == 0xE1, fields.has("Exif\0\0", at: 4) {
                hasExif = true
                isTurned = (5...8).contains(ExifLook(source.bytes(at: offset + 10, length - 8)[...]).orientation)
            }
            offset += 2 + Int64(length)
        }
    }

    /// Where the next marker stands, `limit` bytes on at most. Fill bytes may stand before any, and what else does is passed
    /// over by those who show the picture.
    private static func marker(in source: some MediaBytes, from start: Int64, within limit: Int) -> Int64? {
        var offset = start
        while offset - start <= limit {
            let bytes = source.bytes(at: offset, block)
            for index in bytes.indices.dropLast() where isMarker(Int(bytes[index]), Int(bytes[index + 1])) {
                let found = offset + Int64(index)
                return found - start <= limit ? found : nil
            }
            guard bytes.count == block else { return nil }
            // A marker may lie across two blocks.
            offset += Int64(block - 1)
        }
        return nil
    }

    private static func isMarker(_ first: Int?, _ second: Int?) -> Bool {
        first == 0xFF && second != nil && second != 0xFF && second != 0
    }

    /// SOF0 to SOF15, without DHT (C4), JPG (C8) and DAC (CC), which share their numbers.
    private static func isFrame(_ marker: Int) -> Bool {
        (0xC0...0xCF).contains(marker) && marker != 0xC4 && marker != 0xC8 && marker != 0xCC
    }
}
