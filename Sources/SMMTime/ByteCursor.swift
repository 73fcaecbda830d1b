/// Reads big-endian numbers and slices from bytes nobody vouches for: every step checks its bounds.
struct ByteCursor {
    let bytes: [UInt8]
    private(set) var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var remaining: Int { bytes.count - position }

    mutating func take(_ count: Int) throws(TimeDataError) -> ArraySlice<UInt8> {
        guard count >= 0, count <= remaining else {
            throw TimeDataError(
                .damaged, "The file ends at byte \(bytes.count), where \(count) bytes from \(position) are due.")
        }
        defer { position += count }
        return bytes[position..<position + count]
    }

    mutating func number(width: Int) throws(TimeDataError) -> Int64 {
        let slice = try take(width)
        var value: UInt64 = 0
        for byte in slice { value = value << 8 | UInt64(byte) }
        switch width {
        case 4: return Int64(Int32(truncatingIfNeeded: value))
        default: return Int64(bitPattern: value)
        }
    }

    mutating func count() throws(TimeDataError) -> Int {
        Int(UInt32(truncatingIfNeeded: try number(width: 4)))
    }
}
