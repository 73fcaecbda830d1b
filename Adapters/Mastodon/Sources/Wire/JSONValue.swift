import FoundationEssentials

/// A JSON value of which nothing is expected: servers of many programs answer, and none is trusted to keep a shape.
///
enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case whole(Int64)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// Reads bytes; nil when they are not one JSON value.
    init?(bytes: [UInt8]) {
        guard let value = JSONReader.read(bytes) else { return nil }
        self = value
    }

    /// The bytes, keys sorted so that the same request always has the same bytes.
    var bytes: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else { return Array("null".utf8) }
        return Array(data)
    }

    /// The value of a member; nil when this is no object, has none, or has null there.
    subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self, let value = members[name], value != .null else { return nil }
        return value
    }

    /// The string, if it is one.
    var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The string if it is one and not empty.
    var filled: String? { string.flatMap { $0.isEmpty ? nil : $0 } }

    /// The truth value, if it is one.
    var bool: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    /// The whole number, if it is one that fits, also where it is written with a fraction of zero or as a string.
    var integer: Int64? {
        switch self {
        case .whole(let value): value
        case .number(let value): Int64(exactly: value)
        case .string(let text) where text.utf8.count < 20: Int64(text)
        default: nil
        }
    }

    /// The number, if it is one.
    var double: Double? {
        switch self {
        case .whole(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    /// The number of something: whole and not negative.
    var count: Int? { integer.flatMap { $0 < 0 ? nil : Int(exactly: $0) } }

    /// The elements, if it is an array.
    var elements: [JSONValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// The members, if it is an object.
    var members: [String: JSONValue]? {
        guard case .object(let members) = self else { return nil }
        return members
    }
}

extension JSONValue: Encodable {
    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .whole(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }
}
