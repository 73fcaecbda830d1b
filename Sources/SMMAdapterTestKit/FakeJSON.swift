import FoundationEssentials

/// A JSON value: what the fake network and its adapter read and write.
package enum FakeJSON: Sendable, Hashable {
    /// `null`
    case null
    /// `true`, `false`
    case bool(Bool)
    /// A number; whole ones up to 2⁵³ are exact.
    case number(Double)
    /// A string.
    case string(String)
    /// An array.
    case array([FakeJSON])
    /// An object.
    case object([String: FakeJSON])

    /// Reads bytes; nil when they are not one JSON value.
    package init?(bytes: [UInt8]) {
        guard let value = try? JSONDecoder().decode(FakeJSON.self, from: Data(bytes)) else { return nil }
        self = value
    }

    /// The bytes, keys sorted; `null` for what JSON cannot say (an infinite number).
    package var bytes: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else { return Array("null".utf8) }
        return Array(data)
    }

    /// The value of a member; nil when this is no object or has none.
    package subscript(name: String) -> FakeJSON? {
        guard case .object(let members) = self else { return nil }
        return members[name]
    }

    /// The string, if it is one.
    package var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The whole number, if it is one that fits.
    package var integer: Int64? {
        guard case .number(let value) = self else { return nil }
        return Int64(exactly: value)
    }

    /// The elements, if it is an array.
    package var elements: [FakeJSON]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// The string, or null for none.
    package static func text(_ value: String?) -> FakeJSON { value.map(FakeJSON.string) ?? .null }
}
