/// Reads JSON into the data model; depth is bounded, and no bytes make it trap.
struct JSONReader {
    private let bytes: [UInt8]
    private let lenient: Bool
    private var position = 0

    init(_ bytes: [UInt8], lenient: Bool) {
        self.bytes = bytes
        self.lenient = lenient
    }

    /// One value and nothing after it.
    mutating func document() throws(DataModelError) -> ATValue {
        let value = try value(depth: 0)
        skipSpace()
        guard position == bytes.count else { throw error(.syntax) }
        return value
    }

    private func error(_ code: DataModelError.Code) -> DataModelError { DataModelError(code, at: position) }

    private mutating func skipSpace() {
        while position < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[position]) { position += 1 }
    }

    /// The next byte that is no space, stepped over when it is `letter`.
    private mutating func accept(_ letter: Unicode.Scalar) -> Bool {
        skipSpace()
        guard position < bytes.count, bytes[position] == UInt8(ascii: letter) else { return false }
        position += 1
        return true
    }

    private mutating func value(depth: Int) throws(DataModelError) -> ATValue {
        guard depth <= ATValue.maximumDepth else { throw error(.depth) }
        skipSpace()
        guard position < bytes.count else { throw error(.syntax) }
        switch bytes[position] {
        case UInt8(ascii: "{"):
            let start = position
            return try shaped(object(depth: depth), at: start)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ word: StaticString, _ value: ATValue) throws(DataModelError) -> ATValue {
        let letters = word.withUTF8Buffer { Array($0) }
        guard bytes[position...].starts(with: letters) else { throw error(.syntax) }
        position += letters.count
        return value
    }

    private mutating func array(depth: Int) throws(DataModelError) -> ATValue {
        position += 1
        var elements: [ATValue] = []
        if accept("]") { return .array(elements) }
        while true {
            elements.append(try value(depth: depth + 1))
            if accept("]") { return .array(elements) }
            guard accept(",") else { throw error(.syntax) }
        }
    }

    private mutating func object(depth: Int) throws(DataModelError) -> [String: ATValue] {
        position += 1
        var members: [String: ATValue] = [:]
        if accept("}") { return members }
        while true {
            skipSpace()
            guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { throw error(.syntax) }
            let name = try string()
            guard accept(":") else { throw error(.syntax) }
            members[name] = try value(depth: depth + 1)
            if accept("}") { return members }
            guard accept(",") else { throw error(.syntax) }
        }
    }

    /// A map, or the link or bytes it stands for.
    private func shaped(_ members: [String: ATValue], at offset: Int) throws(DataModelError) -> ATValue {
        guard let value = ATShape.value(members) else {
            if lenient { return .map(members) }
            throw DataModelError(.shape, at: offset)
        }
        return value
    }

    private mutating func string() throws(DataModelError) -> String {
        var reader = JSONStringReader(bytes, at: position + 1)
        let text = try reader.read()
        position = reader.position
        return text
    }

    private mutating func number() throws(DataModelError) -> ATValue {
        let start = position
        if position < bytes.count, bytes[position] == UInt8(ascii: "-") { position += 1 }
        let whole = digits()
        guard !whole.isEmpty, whole.count == 1 || whole.first != 0x30 else { throw error(.syntax) }
        let end = position
        var isWhole = true
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            let fraction = digits()
            guard !fraction.isEmpty else { throw error(.syntax) }
            isWhole = fraction.allSatisfy { $0 == 0x30 }
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
                position += 1
            }
            guard !digits().isEmpty else { throw error(.syntax) }
            isWhole = false
        }
        guard isWhole, let number = Int64(String(decoding: bytes[start..<end], as: UTF8.self)) else {
            if lenient { return .null }
            throw DataModelError(.number, at: start)
        }
        return .integer(number)
    }

    private mutating func digits() -> ArraySlice<UInt8> {
        let run = bytes[position...].prefix { ASCII.isDigit($0) }
        position += run.count
        return run
    }
}
