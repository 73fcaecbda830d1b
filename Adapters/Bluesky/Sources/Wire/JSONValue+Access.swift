import SMMAdapterKit

extension JSONValue {
    /// The value of a member; nil when this is no object or has none.
    subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members[name]
    }

    /// The string, if it is one.
    var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The string, if it is one with something in it.
    var word: String? {
        guard let text = string, !text.isEmpty else { return nil }
        return text
    }

    /// The string, if it is an address that a person may open.
    var webAddress: String? { word.flatMap(WebAddress.checked) }

    /// The whole number, if it is one.
    var integer: Int64? {
        guard case .integer(let value) = self else { return nil }
        return value
    }

    /// A count: a whole number from 0 that fits this machine's `Int`.
    var count: Int? { integer.flatMap { $0 < 0 ? nil : Int(exactly: $0) } }

    /// The truth value, if it is one.
    var bool: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

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

    /// The `$type` of a value of a union.
    var type: String? { self["$type"]?.string }
}
