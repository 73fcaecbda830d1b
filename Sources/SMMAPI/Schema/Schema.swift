/// The shape of a JSON value: the part of JSON Schema 2020-12 that this API uses.
package indirect enum Schema: Sendable, Hashable {
    /// Any text.
    case string
    /// True or false.
    case boolean
    /// A whole number within 64 bits.
    case integer
    /// An id with this prefix.
    case id(String)
    /// A text out of a list that may grow: clients must take an unknown one.
    case open([String])
    /// A list.
    case array(Schema)
    /// An object with free names.
    case map(Schema)
    /// The schema of this name.
    case reference(String)
    /// An object with these members, and what it stands for.
    case object(String, [SchemaProperty])
    /// Anything.
    case any
}
