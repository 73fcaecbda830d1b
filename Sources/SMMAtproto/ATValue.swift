/// A value of the protocol's data model (AT Protocol, "Data Model"): what records are made of and what is hashed.
///
/// There are no floats. Texts and keys are compared by Swift as Unicode does; where bytes must be the same, compare
/// ``cid``.
package enum ATValue: Sendable, Hashable {
    /// `null`
    case null
    /// `true`, `false`
    case bool(Bool)
    /// A whole number. Those beyond ±2⁵³ do not survive every implementation.
    case integer(Int64)
    /// A text.
    case string(String)
    /// Bytes; `{"$bytes": base64}` in JSON.
    case bytes([UInt8])
    /// A link; `{"$link": cid}` in JSON.
    case link(CID)
    /// A list.
    case array([ATValue])
    /// A map.
    case map([String: ATValue])

    /// How deep arrays and maps may stand in each other: beyond a thread of the 80 parents that servers give unasked,
    /// far below what a stack bears.
    package static let maximumDepth = 256

    /// The value of a member; nil when this is no map or has none.
    package subscript(name: String) -> ATValue? {
        guard case .map(let members) = self else { return nil }
        return members[name]
    }

    /// The element; nil when this is no array or is shorter.
    package subscript(index: Int) -> ATValue? {
        guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
        return elements[index]
    }

    /// The text, if it is one.
    package var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The number, if it is one.
    package var integer: Int64? {
        guard case .integer(let number) = self else { return nil }
        return number
    }

    /// The truth value, if it is one.
    package var bool: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    /// The bytes, if there are any.
    package var bytes: [UInt8]? {
        guard case .bytes(let bytes) = self else { return nil }
        return bytes
    }

    /// The link, if it is one.
    package var link: CID? {
        guard case .link(let cid) = self else { return nil }
        return cid
    }

    /// The elements, if it is an array.
    package var elements: [ATValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// The members, if it is a map.
    package var members: [String: ATValue]? {
        guard case .map(let members) = self else { return nil }
        return members
    }

    /// Whether it is `null`.
    package var isNull: Bool { self == .null }

    /// The `$type` of a map, if it has one.
    package var type: String? { self["$type"]?.string }

    /// The text, or null for none.
    package static func text(_ value: String?) -> ATValue { value.map(ATValue.string) ?? .null }
}
