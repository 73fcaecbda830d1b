/// A name out of a list that may grow: one that this program does not know yet still decodes.
package struct Open<Known: RawRepresentable & Sendable>: Sendable, Hashable, Codable
where Known.RawValue == String {
    /// The name as sent.
    package let rawValue: String

    /// A name this program may not know.
    package init(rawValue: String) { self.rawValue = rawValue }

    /// A known name.
    package init(_ known: Known) { self.rawValue = known.rawValue }

    /// The known value, or nil for a name from a newer daemon.
    package var known: Known? { Known(rawValue: rawValue) }

    /// Decodes the bare name.
    package init(from decoder: any Decoder) throws {
        self.rawValue = try decoder.singleValueContainer().decode(String.self)
    }

    /// Encodes the bare name.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

extension Open: WireWritable {
    func write(to json: inout WireWriter) { json.write(rawValue) }
}
