/// The kind of thing an `ID` names; gives the prefix people see.
package protocol IDKind: Sendable {
    /// The letters before the underscore, e.g. `pst`.
    static var prefix: String { get }
}

/// A 64-bit, time-ordered identifier: milliseconds, sequence and node (see `IDGenerator`).
///
/// Stored as an integer, shown and sent in JSON as `pst_` plus Crockford base32 without leading zeros.
package struct ID<Kind: IDKind>: Hashable, Comparable, Sendable {
    /// The integer key of the database.
    package let rawValue: Int64

    /// Wraps a stored key.
    package init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// Orders by creation time.
    package static func < (left: ID, right: ID) -> Bool { left.rawValue < right.rawValue }
}

extension ID: CustomStringConvertible {
    /// The full text form, e.g. `pst_5h2k9qw3xy`.
    package var description: String { Crockford.encode(UInt64(bitPattern: rawValue), behind: Kind.prefix + "_") }

    /// Parses the full text form; nil for another kind, an unknown letter, or a number out of range.
    package init?(_ text: String) {
        guard text.hasPrefix(Kind.prefix + "_") else { return nil }
        guard let value = Crockford.decode(text.dropFirst(Kind.prefix.count + 1)), value > 0 else { return nil }
        self.rawValue = value
    }
}

extension ID: Codable {
    /// Decodes the text form.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let id = ID(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "expected an id that begins with \(Kind.prefix)_")
        }
        self = id
    }

    /// Encodes the text form.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
