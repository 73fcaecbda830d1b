import SMMModel

/// Copies of a GIF its screen, its frames and how they follow each other (GIF89a; Netscape's looping extension).
enum GIFCleaner {
    private static let maximumBlocks = 100_000

    static func clean(_ bytes: [UInt8]) -> CleanedPicture? {
        let fields = ByteFields(bytes[...])
        guard fields.has("GIF87a", at: 0) || fields.has("GIF89a", at: 0), let flags = fields.byte(10),
            fields.count >= 13
        else { return nil }
        var place = 13 + GIFColours.size(flags)
        guard place <= bytes.count else { return nil }
        var result = CleanedPicture(bytes: Array(bytes[..<place]), frames: 0, isLossless: true)
        result.bytes.reserveCapacity(bytes.count)
        for _ in 0..<maximumBlocks {
            guard let first = fields.byte(place) else { return nil }
            switch first {
            case 0x3B:
                guard result.frames > 0 else { return nil }
                result.bytes.append(0x3B)
                if place + 1 < bytes.count { result.traces.insert(.trailing) }
                return result
            case 0x2C:
                guard let flags = fields.byte(place + 9),
                    let end = end(of: place + 10 + GIFColours.size(flags) + 1, in: fields)
                else { return nil }
                result.frames += 1
                result.bytes += bytes[place..<end]
                place = end
            case 0x21:
                guard let end = end(of: place + 2, in: fields) else { return nil }
                if keeps(place, fields) {
                    result.bytes += bytes[place..<end]
                } else {
                    result.traces.insert(trace(place, fields))
                }
                place = end
            default: return nil
            }
        }
        return nil
    }

    /// Where a row of pieces ends that begins at `start`; each says its length, and one of none ends the row.
    private static func end(of start: Int, in fields: ByteFields) -> Int? {
        var place = start
        while let length = fields.byte(place) {
            place += 1 + length
            if length == 0 { return place }
        }
        return nil
    }

    /// How long a frame is shown, and how often all are.
    private static func keeps(_ place: Int, _ fields: ByteFields) -> Bool {
        switch fields.byte(place + 1) {
        case 0xF9: fields.byte(place + 2) == 4 && fields.byte(place + 7) == 0
        case 0xFF:
            fields.byte(place + 2) == 11
                && (fields.has("NETSCAPE2.0", at: place + 3) || fields.has("ANIMEXTS1.0", at: place + 3))
                // Its one piece, and no more behind it.
                && fields.byte(place + 14) == 3 && fields.byte(place + 18) == 0
        default: false
        }
    }

    private static func trace(_ place: Int, _ fields: ByteFields) -> PictureTraces {
        switch fields.byte(place + 1) {
        case 0xFE, 0x01: .text
        case 0xFF where fields.has("XMP Data", at: place + 3): .xmp
        default: .other
        }
    }
}
