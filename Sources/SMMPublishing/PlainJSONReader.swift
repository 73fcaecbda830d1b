/// Reads canonical JSON as `PlainJSONWriter` writes it, byte for byte; anything else it does not understand, nor strings
/// with other escapes than those of quotes, backslashes and line ends.
struct PlainJSONReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    /// A reader of `bytes`, which must outlive it.
    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// Whether everything was read.
    var isAtEnd: Bool { position == bytes.count }

    /// Goes past `literal` if it comes next.
    mutating func take(_ literal: StaticString) -> Bool {
        let count = literal.utf8CodeUnitCount
        guard bytes.count - position >= count else { return false }
        let start = literal.utf8Start
        for offset in 0..<count where bytes[position + offset] != start[offset] { return false }
        position += count
        return true
    }

    /// The string that comes next; nil when there is none, or one with an unusual escape.
    mutating func string() -> String? {
        guard take("\"") else { return nil }
        let start = position
        var escapes = 0
        while position < bytes.count {
            switch bytes[position] {
            case 0x22:
                let raw = bytes[start..<position]
                position += 1
                return escapes == 0 ? String(decoding: raw, as: UTF8.self) : Self.unescaped(raw, escapes)
            case 0x5C:
                escapes += 1
                position += 2
            case 0..<0x20:
                return nil
            default:
                position += 1
            }
        }
        return nil
    }

    private static func unescaped(_ raw: Slice<UnsafeBufferPointer<UInt8>>, _ escapes: Int) -> String? {
        var output: [UInt8] = []
        output.reserveCapacity(raw.count - escapes)
        var isEscaped = false
        for byte in raw {
            if isEscaped {
                switch byte {
                case 0x22, 0x5C: output.append(byte)
                case 0x6E: output.append(0x0A)
                default: return nil
                }
                isEscaped = false
            } else if byte == 0x5C {
                isEscaped = true
            } else {
                output.append(byte)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }
}
