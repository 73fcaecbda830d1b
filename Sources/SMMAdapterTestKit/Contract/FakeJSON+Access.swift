extension FakeJSON {
    /// Reads bytes strictly and to a limited depth, without recursion; nil when they are not one JSON value.
    package static func reading(_ bytes: [UInt8]) -> FakeJSON? { FakeJSONReader.read(bytes) }

    /// The truth value, if it is one.
    package var bool: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    /// The number, if it is one.
    package var double: Double? {
        guard case .number(let value) = self else { return nil }
        return value
    }

    /// The members, if it is an object.
    package var members: [String: FakeJSON]? {
        guard case .object(let members) = self else { return nil }
        return members
    }

    /// The type's name in JSON Schema.
    var typeName: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .number(let value): Int64(exactly: value) == nil ? "number" : "integer"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }

    /// A whole number.
    static func count(_ value: Int) -> FakeJSON { .number(Double(value)) }
}
