/// A stretch of bytes read as numbers and marks: every access is checked, and what is not there is nil.
package struct ByteFields: Sendable {
    private let bytes: ArraySlice<UInt8>

    /// Fields of `bytes`; offsets count from its start.
    package init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    /// Fields of `bytes`.
    package init(_ bytes: [UInt8]) { self.bytes = bytes[...] }

    /// How many bytes there are.
    package var count: Int { bytes.count }

    /// One byte.
    package func byte(_ offset: Int) -> Int? {
        guard offset >= 0, offset < bytes.count else { return nil }
        return Int(bytes[bytes.startIndex + offset])
    }

    /// Two bytes, the highest first.
    package func big16(_ offset: Int) -> Int? {
        guard let high = byte(offset), let low = byte(offset + 1) else { return nil }
        return high << 8 | low
    }

    /// Four bytes, the highest first.
    package func big32(_ offset: Int) -> Int? {
        guard let high = big16(offset), let low = big16(offset + 2) else { return nil }
        return high << 16 | low
    }

    /// Two bytes, the lowest first.
    package func little16(_ offset: Int) -> Int? {
        guard let low = byte(offset), let high = byte(offset + 1) else { return nil }
        return high << 8 | low
    }

    /// Three bytes, the lowest first.
    package func little24(_ offset: Int) -> Int? {
        guard let low = little16(offset), let high = byte(offset + 2) else { return nil }
        return high << 16 | low
    }

    /// Four bytes, the lowest first.
    package func little32(_ offset: Int) -> Int? {
        guard let low = little16(offset), let high = little16(offset + 2) else { return nil }
        return high << 16 | low
    }

    /// Whether the ASCII characters of `text` stand at `offset`.
    package func has(_ text: StaticString, at offset: Int) -> Bool {
        text.withUTF8Buffer { has($0, at: offset) }
    }

    /// Whether `wanted` stands at `offset`.
    package func has(_ wanted: [UInt8], at offset: Int) -> Bool {
        wanted.withUnsafeBufferPointer { has($0, at: offset) }
    }

    private func has(_ wanted: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
        guard offset >= 0, offset <= count, wanted.count <= count - offset else { return false }
        let start = bytes.startIndex + offset
        return bytes[start..<start + wanted.count].elementsEqual(wanted)
    }
}
