/// Writes JSON whose strings need no escape but those of quotes, backslashes and line ends; gives up on any other.
struct PlainJSONWriter {
    private var bytes: [UInt8] = []
    private var isPlain = true

    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    /// What was written; nil when it needs a writer that knows every escape.
    var text: String? { isPlain ? String(decoding: bytes, as: UTF8.self) : nil }

    /// Appends punctuation or keys as they stand.
    mutating func add(_ literal: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
    }

    /// Appends a string with its quotes.
    mutating func add(string: String) {
        bytes.append(UInt8(ascii: "\""))
        var string = string
        string.withUTF8 { add(escaping: $0) }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func add(escaping text: UnsafeBufferPointer<UInt8>) {
        var start = 0
        for (index, byte) in text.enumerated() where byte < 0x20 || byte == 0x22 || byte == 0x5C {
            bytes.append(contentsOf: text[start..<index])
            start = index + 1
            bytes.append(UInt8(ascii: "\\"))
            switch byte {
            case 0x22, 0x5C: bytes.append(byte)
            case 0x0A: bytes.append(UInt8(ascii: "n"))
            default: isPlain = false
            }
        }
        bytes.append(contentsOf: text[start...])
    }
}
