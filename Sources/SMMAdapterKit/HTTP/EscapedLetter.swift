import SMMModel

/// One ASCII letter as an address (`%2E`), JSON (`\\u002e`, `\\/`) or HTML (`&#46;`, `&#x2e;`, `&amp;`) escapes it. Pure.
struct EscapedLetter {
    /// The letter.
    let byte: UInt8
    /// How many bytes its escape takes.
    let length: Int

    private static let names: [(name: [UInt8], byte: UInt8)] = [
        ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"),
    ].map { (Array($0.utf8), UInt8(ascii: $1)) }

    /// Whether an escape may begin with this byte.
    static func begins(with byte: UInt8) -> Bool {
        byte == UInt8(ascii: "%") || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "&")
    }

    /// Reads the escape that begins at `place`; nil when none does.
    init?(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) {
        guard place < bytes.count, Self.begins(with: bytes[place]) else { return nil }
        let rest = bytes[place...].prefix(8)
        switch bytes[place] {
        case UInt8(ascii: "%"):
            guard let byte = Self.number(rest.dropFirst().prefix(2), base: 16, digits: 2...2) else { return nil }
            self.init(byte: byte, length: 3)
        case UInt8(ascii: "\\"):
            guard let next = rest.dropFirst().first else { return nil }
            guard next == UInt8(ascii: "u") else {
                guard "/\\\"'".utf8.contains(next) else { return nil }
                self.init(byte: next, length: 2)
                return
            }
            guard let byte = Self.number(rest.dropFirst(2).prefix(4), base: 16, digits: 4...4) else { return nil }
            self.init(byte: byte, length: 6)
        default:
            if let known = Self.names.first(where: { rest.starts(with: $0.name) }) {
                self.init(byte: known.byte, length: known.name.count)
                return
            }
            guard let end = rest.firstIndex(of: UInt8(ascii: ";")) else { return nil }
            let inner = rest[..<end].dropFirst()
            guard inner.first == UInt8(ascii: "#") else { return nil }
            let isHex = inner.dropFirst().first.map { $0 | 0x20 } == UInt8(ascii: "x")
            let digits = inner.dropFirst(isHex ? 2 : 1)
            guard let byte = Self.number(digits, base: isHex ? 16 : 10, digits: 1...4) else { return nil }
            self.init(byte: byte, length: end - place + 1)
        }
    }

    private init(byte: UInt8, length: Int) {
        self.byte = byte
        self.length = length
    }

    private static func number(
        _ digits: Slice<UnsafeBufferPointer<UInt8>>, base: UInt16, digits count: ClosedRange<Int>
    ) -> UInt8? {
        guard count.contains(digits.count) else { return nil }
        var value: UInt16 = 0
        for byte in digits {
            guard let digit = Hex.digit(byte), digit < base else { return nil }
            value = value &* base &+ UInt16(digit)
        }
        return UInt8(exactly: value)
    }
}
