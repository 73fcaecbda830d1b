/// A few bytes read as numbers: every access is checked, and what is not there is nil.
struct HeaderFields {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var count: Int { bytes.endIndex }

    func byte(_ offset: Int) -> Int? {
        bytes.indices.contains(offset) ? Int(bytes[offset]) : nil
    }

    func big16(_ offset: Int) -> Int? {
        guard let high = byte(offset), let low = byte(offset + 1) else { return nil }
        return high << 8 | low
    }

    func big32(_ offset: Int) -> Int? {
        guard let high = big16(offset), let low = big16(offset + 2) else { return nil }
        return high << 16 | low
    }

    func little16(_ offset: Int) -> Int? {
        guard let low = byte(offset), let high = byte(offset + 1) else { return nil }
        return high << 8 | low
    }

    func little24(_ offset: Int) -> Int? {
        guard let low = little16(offset), let high = byte(offset + 2) else { return nil }
        return high << 16 | low
    }

    func little32(_ offset: Int) -> Int? {
        guard let low = little16(offset), let high = little16(offset + 2) else { return nil }
        return high << 16 | low
    }

    /// Whether the ASCII characters of `text` stand at `offset`.
    func has(_ text: StaticString, at offset: Int) -> Bool {
        has(Array(text.description.utf8), at: offset)
    }

    func has(_ wanted: [UInt8], at offset: Int) -> Bool {
        guard offset >= 0, offset <= count, wanted.endIndex <= count - offset else { return false }
        return Array(bytes[offset..<offset + wanted.endIndex]) == wanted
    }
}
