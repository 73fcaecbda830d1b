/// Writes DAG-CBOR (RFC 8949 with the rules of the IPLD codec): shortest lengths, keys by length and then by bytes.
struct CBORWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ value: ATValue) {
        switch value {
        case .null: bytes.append(0xF6)
        case .bool(let value): bytes.append(value ? 0xF5 : 0xF4)
        case .integer(let number):
            if number >= 0 { head(0, UInt64(number)) } else { head(1, UInt64(bitPattern: ~number)) }
        case .string(let text): write(text)
        case .bytes(let content):
            head(2, UInt64(content.count))
            bytes += content
        case .link(let cid):
            head(6, 42)
            head(2, UInt64(cid.bytes.count + 1))
            bytes.append(0)
            bytes += cid.bytes
        case .array(let elements):
            head(4, UInt64(elements.count))
            for element in elements { write(element) }
        case .map(let members):
            head(5, UInt64(members.count))
            for member in members.sorted(by: { CBORKey.precedes($0.key, $1.key) }) {
                write(member.key)
                write(member.value)
            }
        }
    }

    private mutating func write(_ text: String) {
        head(3, UInt64(text.utf8.count))
        bytes += Array(text.utf8)
    }

    private mutating func head(_ major: UInt8, _ count: UInt64) {
        let kind = major << 5
        switch count {
        case 0..<24: bytes.append(kind | UInt8(count))
        case 24...0xFF: add(kind | 24, count, 1)
        case 0x100...0xFFFF: add(kind | 25, count, 2)
        case 0x1_0000...0xFFFF_FFFF: add(kind | 26, count, 4)
        default: add(kind | 27, count, 8)
        }
    }

    private mutating func add(_ first: UInt8, _ count: UInt64, _ width: Int) {
        bytes.append(first)
        for index in (0..<width).reversed() { bytes.append(UInt8(truncatingIfNeeded: count >> UInt64(index * 8))) }
    }
}
