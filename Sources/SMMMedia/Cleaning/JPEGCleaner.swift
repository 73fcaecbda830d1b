import Glibc
import SMMModel

/// Copies of a JPEG what is needed to show it (ITU-T T.81; JFIF 1.02; ICC.1, B.4; Adobe's marker in Supporting the DCT
/// Filters): frame, tables, scans, colour profile, and how the colours are meant.
enum JPEGCleaner {
    /// Real files have a few dozen; profiles and previews come in segments of at most 64 KiB each.
    private static let maximumSegments = 20_000

    private enum Marker {
        static let start: UInt8 = 0xD8
        static let end: UInt8 = 0xD9
        static let scan: UInt8 = 0xDA
        static let comment: UInt8 = 0xFE
        /// Marks without a length: of a restart, and the one that says nothing.
        static func isBare(_ marker: UInt8) -> Bool { marker == 0x01 || (0xD0...0xD7).contains(marker) }
        /// Frames, tables, intervals, and a height told late.
        static func isNeeded(_ marker: UInt8) -> Bool {
            (0xC0...0xCF).contains(marker) && marker != 0xC8 || (0xDA...0xDD).contains(marker)
        }
    }

    static func clean(_ bytes: [UInt8]) -> CleanedPicture? {
        guard bytes.starts(with: [0xFF, Marker.start]) else { return nil }
        var result = CleanedPicture(bytes: [])
        result.bytes.reserveCapacity(bytes.count)
        result.bytes += [0xFF, Marker.start]
        var place = 2
        var hasScan = false
        var hasExif = false
        for _ in 0..<maximumSegments {
            // Fill bytes and strays before a marker are passed over by all who show the picture.
            guard let found = marker(in: bytes, from: place) else { return nil }
            if found > place, bytes[place..<found].contains(where: { $0 != 0xFF }) { result.traces.insert(.other) }
            let marker = bytes[found + 1]
            place = found + 2
            if marker == Marker.end {
                guard hasScan else { return nil }
                result.bytes += [0xFF, Marker.end]
                if place < bytes.count { result.traces.insert(.trailing) }
                return result
            }
            if Marker.isBare(marker) || marker == Marker.start { continue }
            guard let length = ByteFields(bytes[place...]).big16(0), length >= 2, place + length <= bytes.count else {
                return nil
            }
            let content = bytes[place + 2..<place + length]
            if Marker.isNeeded(marker) {
                result.bytes += [0xFF, marker] + bytes[place..<place + length]
            } else {
                take(marker, content, into: &result, &hasExif)
            }
            place += length
            guard marker == Marker.scan else { continue }
            hasScan = true
            guard let end = endOfScan(in: bytes, from: place) else { return nil }
            result.bytes += bytes[place..<end]
            place = end
        }
        return nil
    }

    /// Where the next marker stands.
    private static func marker(in bytes: [UInt8], from start: Int) -> Int? {
        var place = start
        while let found = mark(in: bytes, from: place), found + 1 < bytes.count {
            if bytes[found + 1] != 0xFF, bytes[found + 1] != 0 { return found }
            place = found + 1
        }
        return nil
    }

    /// Where a scan's data end: at the first mark that is none of a restart and no stuffed byte.
    private static func endOfScan(in bytes: [UInt8], from start: Int) -> Int? {
        var place = start
        while let found = mark(in: bytes, from: place), found + 1 < bytes.count {
            let next = bytes[found + 1]
            if next == 0 || (0xD0...0xD7).contains(next) {
                place = found + 2
            } else if next == 0xFF {
                place = found + 1
            } else {
                return found
            }
        }
        return nil
    }

    private static func mark(in bytes: [UInt8], from start: Int) -> Int? {
        guard start < bytes.count else { return nil }
        return bytes.withUnsafeBytes { raw -> Int? in
            guard let base = raw.baseAddress, let found = memchr(base + start, 0xFF, raw.count - start) else {
                return nil
            }
            return UnsafeRawPointer(found) - base
        }
    }

    /// Takes of the segments that applications write those that say what the colours mean.
    private static func take(
        _ marker: UInt8, _ content: ArraySlice<UInt8>, into result: inout CleanedPicture, _ hasExif: inout Bool
    ) {
        let fields = ByteFields(content)
        switch marker {
        case 0xE0 where fields.has("JFIF\0", at: 0) && content.count >= 14:
            // Without the thumbnail that may stand behind it.
            let start = content.startIndex
            result.bytes += [0xFF, marker, 0, 16] + content[start..<start + 12] + [0, 0]
            if content.count > 14 { result.traces.insert(.thumbnail) }
        case 0xE2 where fields.has("ICC_PROFILE\0", at: 0),
            0xEE where fields.has("Adobe", at: 0) && content.count == 12:
            let count = content.count + 2
            result.bytes += [0xFF, marker, UInt8(count >> 8), UInt8(count & 0xFF)] + content
        case 0xE1 where fields.has("Exif\0", at: 0):
            let look = ExifLook(content.dropFirst(6))
            if !hasExif { result.orientation = look.orientation }
            hasExif = true
            result.traces.formUnion(look.traces)
            if result.orientation != 1 { result.traces.insert(.turned) }
        case 0xE1 where fields.has("http://ns.adobe.com/x", at: 0): result.traces.insert(.xmp)
        case 0xED where fields.has("Photoshop", at: 0): result.traces.insert(.iptc)
        // JFXX, and the second pictures of a multi-picture file.
        case 0xE0, 0xE2: result.traces.insert(.thumbnail)
        case Marker.comment: result.traces.insert(.text)
        default: result.traces.insert(.other)
        }
    }
}
