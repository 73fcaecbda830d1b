/// Finds a JPEG's frame header among its segments, of which a hostile file may have as many as it likes.
enum JPEGHeader {
    /// Colour profiles, previews and depth maps come before the frame, in segments of at most 64 KiB each.
    private static let maximumSegments = 1000

    /// Pixels across and down; nil when no frame header is found.
    static func size(of source: some MediaBytes) -> (width: Int, height: Int)? {
        var offset: Int64 = 2
        for _ in 0..<maximumSegments {
            let fields = HeaderFields(source.bytes(at: offset, 9))
            guard fields.byte(0) == 0xFF, let marker = fields.byte(1) else { return nil }
            if marker == 0xFF {
                // Fill bytes may stand before any marker.
                offset += 1
                continue
            }
            if marker == 0x01 || (0xD0...0xD8).contains(marker) {
                offset += 2
                continue
            }
            guard marker != 0xD9, marker != 0xDA, let length = fields.big16(2), length >= 2 else { return nil }
            if isFrame(marker) { return MediaHeader.size(fields.big16(7), fields.big16(5)) }
            offset += 2 + Int64(length)
        }
        return nil
    }

    /// SOF0 to SOF15, without DHT (C4), JPG (C8) and DAC (CC), which share their numbers.
    private static func isFrame(_ marker: Int) -> Bool {
        (0xC0...0xCF).contains(marker) && marker != 0xC4 && marker != 0xC8 && marker != 0xCC
    }
}
