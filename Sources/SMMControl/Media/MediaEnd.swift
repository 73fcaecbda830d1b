import SMMModel

/// Whether a picture's end is there: an upload of a file that was cut off would show half of it for ever.
///
/// Bytes behind the end are fine: phones append films and second pictures. Formats other than JPEG and PNG are not
/// looked at.
package enum MediaEnd {
    /// PNG chunks of 8 KiB make a picture of 800 MB.
    private static let maximumChunks = 100_000
    private static let piece = 1 << 16

    /// False when the bytes of this type stop before their end.
    package static func isThere(_ type: String, in source: some MediaBytes) -> Bool {
        switch type {
        case "image/png": png(source)
        case "image/jpeg": jpeg(source)
        default: true
        }
    }

    private static func png(_ source: some MediaBytes) -> Bool {
        var offset: Int64 = 8
        for _ in 0..<maximumChunks {
            let fields = ByteFields(source.bytes(at: offset, 8))
            guard let length = fields.big32(0), fields.count == 8 else { return false }
            offset += 12 + Int64(length)
            guard offset <= source.count else { return false }
            if fields.has("IEND", at: 4) { return true }
        }
        return false
    }

    /// Looks for the end mark from the back. Within a scan no other pair of bytes looks like it; the ends of previews
    /// stand before the scan.
    private static func jpeg(_ source: some MediaBytes) -> Bool {
        guard let scan = JPEGHeader(of: source).scan else { return false }
        var end = source.count
        while end - scan >= 2 {
            let start = max(scan, end - Int64(piece))
            let bytes = source.bytes(at: start, Int(end - start))
            guard bytes.count == end - start else { return false }
            for index in bytes.indices.dropLast().reversed() where bytes[index] == 0xFF && bytes[index + 1] == 0xD9 {
                return true
            }
            // The mark may lie across two pieces.
            end = start + (start > scan ? 1 : 0)
        }
        return false
    }
}
