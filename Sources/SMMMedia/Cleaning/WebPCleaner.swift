import SMMModel

/// Copies of a WebP the chunks that make the picture, its movement and its colours (RFC 9649).
enum WebPCleaner {
    /// A film of an hour has fewer frames.
    private static let maximumChunks = 100_000
    private static let exifAndXMP: UInt8 = 0x0C

    static func clean(_ bytes: [UInt8]) -> CleanedPicture? {
        let fields = ByteFields(bytes[...])
        guard fields.has("RIFF", at: 0), fields.has("WEBP", at: 8), let size = fields.little32(4), size >= 4,
            size <= bytes.count - 8
        else { return nil }
        var result = CleanedPicture(bytes: [], frames: 0)
        if 8 + size + size % 2 < bytes.count { result.traces.insert(.trailing) }
        guard let chunks = copy(bytes[12..<8 + size], into: &result, isFrame: false) else { return nil }
        guard result.frames > 0 else { return nil }
        let count = chunks.count + 4
        result.bytes =
            Array("RIFF".utf8) + (0..<4).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) } + Array("WEBP".utf8)
            + chunks
        return result
    }

    /// The chunks of a file or of one of its frames, without those that do not belong there; nil when one is cut short.
    private static func copy(
        _ bytes: ArraySlice<UInt8>, into result: inout CleanedPicture, isFrame: Bool
    ) -> [UInt8]? {
        var copied: [UInt8] = []
        copied.reserveCapacity(bytes.count)
        var rest = bytes
        var hasPicture = false
        for _ in 0..<maximumChunks {
            guard !rest.isEmpty else { return isFrame && !hasPicture ? nil : copied }
            guard rest.count >= 8, let length = ByteFields(rest).little32(4), length <= rest.count - 8 else {
                return nil
            }
            let start = rest.startIndex
            var chunk = Array(rest[start..<start + 8 + length])
            if length % 2 == 1 { chunk.append(0) }
            let content = rest[start + 8..<start + 8 + length]
            rest = rest.dropFirst(8 + length + length % 2)
            switch String(decoding: chunk[..<4], as: UTF8.self) {
            case "VP8 ", "VP8L":
                // A file is one picture, or frames, each of which is one.
                guard !hasPicture else { continue }
                hasPicture = true
                if !isFrame { result.frames = max(1, result.frames) }
                result.isLossless = chunk[3] == UInt8(ascii: "L") && !isFrame
                copied += chunk
            case "ALPH": copied += chunk
            case "VP8X" where !isFrame && length == 10:
                chunk[8] &= ~exifAndXMP
                copied += chunk
            case "ICCP" where !isFrame, "ANIM" where !isFrame && length == 6: copied += chunk
            case "ANMF" where !isFrame && length >= 16:
                guard let frame = copy(content.dropFirst(16), into: &result, isFrame: true) else { return nil }
                result.frames += 1
                let count = frame.count + 16
                copied += Array("ANMF".utf8) + (0..<4).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) }
                copied += content.prefix(16) + frame
            case let name: look(at: name, content, into: &result)
            }
        }
        return nil
    }

    private static func look(at name: String, _ content: ArraySlice<UInt8>, into result: inout CleanedPicture) {
        switch name {
        case "EXIF":
            // Some write the prefix of the JPEG segment before it.
            let look = ExifLook(ByteFields(content).has("Exif\0\0", at: 0) ? content.dropFirst(6) : content)
            result.traces.formUnion(look.traces)
            result.orientation = look.orientation
            if look.orientation != 1 { result.traces.insert(.turned) }
        case "XMP ": result.traces.insert(.xmp)
        default: result.traces.insert(.other)
        }
    }
}
