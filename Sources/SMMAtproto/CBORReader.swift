/// Reads canonical DAG-CBOR; depth is bounded, no announced length is believed before its bytes are there.
struct CBORReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func document() throws(DataModelError) -> ATValue {
        let value = try value(depth: 0)
        guard position == bytes.count else { throw error(.syntax) }
        return value
    }

    private func error(_ code: DataModelError.Code) -> DataModelError { DataModelError(code, at: position) }

    private mutating func value(depth: Int) throws(DataModelError) -> ATValue {
        guard depth <= ATValue.maximumDepth else { throw error(.depth) }
        guard position < bytes.count else { throw error(.syntax) }
        switch bytes[position] {
        case 0xF4: return simple(.bool(false))
        case 0xF5: return simple(.bool(true))
        case 0xF6: return simple(.null)
        default: break
        }
        let (major, count) = try head()
        switch major {
        case 0:
            guard let number = Int64(exactly: count) else { throw error(.number) }
            return .integer(number)
        case 1:
            guard let number = Int64(exactly: count) else { throw error(.number) }
            return .integer(~number)
        case 2: return .bytes(Array(try take(count)))
        case 3: return .string(try text(count))
        case 4: return try array(count, depth: depth)
        case 5: return try map(count, depth: depth)
        case 6: return try link(tag: count)
        default: throw error(.notCanonical)
        }
    }

    private mutating func simple(_ value: ATValue) -> ATValue {
        position += 1
        return value
    }

    private mutating func head() throws(DataModelError) -> (major: UInt8, count: UInt64) {
        let first = bytes[position]
        position += 1
        let short = first & 31
        guard short >= 24 else { return (first >> 5, UInt64(short)) }
        guard short <= 27 else { throw error(.notCanonical) }
        let width = 1 << Int(short - 24)
        var count: UInt64 = 0
        for byte in try take(UInt64(width)) { count = count << 8 | UInt64(byte) }
        // A longer form than the number needs would give one value two hashes.
        let least: [UInt64] = [24, 0x100, 0x1_0000, 0x1_0000_0000]
        guard count >= least[Int(short - 24)] else { throw error(.notCanonical) }
        return (first >> 5, count)
    }

    private mutating func take(_ count: UInt64) throws(DataModelError) -> ArraySlice<UInt8> {
        guard count <= UInt64(bytes.count - position) else { throw error(.syntax) }
        let start = position
        position += Int(count)
        return bytes[start..<position]
    }

    private mutating func text(_ count: UInt64) throws(DataModelError) -> String {
        guard let text = String(validating: try take(count), as: UTF8.self) else { throw error(.text) }
        return text
    }

    private mutating func array(_ count: UInt64, depth: Int) throws(DataModelError) -> ATValue {
        guard count <= UInt64(bytes.count - position) else { throw error(.syntax) }
        var elements: [ATValue] = []
        for _ in 0..<count { elements.append(try value(depth: depth + 1)) }
        return .array(elements)
    }

    private mutating func map(_ count: UInt64, depth: Int) throws(DataModelError) -> ATValue {
        guard count <= UInt64(bytes.count - position) else { throw error(.syntax) }
        var members: [String: ATValue] = [:]
        var last: String?
        for _ in 0..<count {
            guard position < bytes.count, bytes[position] >> 5 == 3 else { throw error(.notCanonical) }
            let name = try text(try head().count)
            if let last, !CBORKey.precedes(last, name) { throw error(.notCanonical) }
            last = name
            members[name] = try value(depth: depth + 1)
        }
        guard members["$link"] == nil, members["$bytes"] == nil, ATShape.isWhole(members) else { throw error(.shape) }
        return .map(members)
    }

    private mutating func link(tag: UInt64) throws(DataModelError) -> ATValue {
        guard tag == 42, position < bytes.count, bytes[position] >> 5 == 2 else { throw error(.notCanonical) }
        let content = try take(try head().count)
        guard content.first == 0, let cid = CID(bytes: content.dropFirst()) else { throw error(.shape) }
        return .link(cid)
    }
}
