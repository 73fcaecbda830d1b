import SMMModel

/// Reads one JSON string, whose opening quote is behind; a text that is no Unicode is refused, not repaired.
struct JSONStringReader {
    private let bytes: [UInt8]
    private(set) var position: Int

    init(_ bytes: [UInt8], at position: Int) {
        self.bytes = bytes
        self.position = position
    }

    mutating func read() throws(DataModelError) -> String {
        let start = position
        var text: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: text, as: UTF8.self) else { throw DataModelError(.text, at: start) }
                return text
            case UInt8(ascii: "\\"): try escape(&text)
            case 0..<0x20: throw DataModelError(.syntax, at: position)
            default: text.append(byte)
            }
        }
        throw DataModelError(.syntax, at: position)
    }

    private mutating func escape(_ text: inout [UInt8]) throws(DataModelError) {
        guard position < bytes.count else { throw DataModelError(.syntax, at: position) }
        let letter = bytes[position]
        position += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text += Array(String(Character(try scalar())).utf8)
        default: throw DataModelError(.syntax, at: position)
        }
    }

    /// The scalar of `\uXXXX`, or of two of them; half a pair is no text.
    private mutating func scalar() throws(DataModelError) -> Unicode.Scalar {
        let first = try unit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard (0xD800..<0xDC00).contains(first), bytes[position...].starts(with: Array("\\u".utf8)) else {
            throw DataModelError(.text, at: position)
        }
        position += 2
        let second = try unit()
        guard (0xDC00..<0xE000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw DataModelError(.text, at: position) }
        return scalar
    }

    private mutating func unit() throws(DataModelError) -> UInt32 {
        guard bytes.count - position >= 4 else { throw DataModelError(.syntax, at: position) }
        var value: UInt32 = 0
        for byte in bytes[position..<position + 4] {
            guard let digit = Hex.digit(byte) else { throw DataModelError(.syntax, at: position) }
            value = value << 4 | UInt32(digit)
        }
        position += 4
        return value
    }
}
