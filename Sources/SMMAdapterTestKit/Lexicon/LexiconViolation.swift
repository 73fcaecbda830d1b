/// One breach of a lexicon.
package struct LexiconViolation: Sendable, Hashable, CustomStringConvertible {
    /// What kind of breach.
    package enum Code: String, Sendable, Hashable {
        /// Not the type the definition asks for.
        case type
        /// A required member is missing.
        case missing
        /// A member that is in no definition, where those are looked for.
        case unknownField = "unknown-field"
        /// Longer, shorter, larger or smaller than allowed.
        case range
        /// Not the constant, or none of an enumeration.
        case value
        /// Not in the format.
        case format
        /// A `$type` that a closed union does not have, or none where one is due.
        case union
        /// A blob with more bytes than allowed.
        case size
        /// A blob of another media type.
        case accept
        /// A method that is in no lexicon, or is asked with another verb.
        case method
        /// A body of another content type, or one where none is due.
        case encoding
        /// A record key of another kind.
        case key
    }

    /// What kind of breach.
    package let code: Code
    /// Where: `record.facets.0.index`, `?limit`, ….
    package let path: String
    /// What is due there.
    package let message: String

    /// One line.
    package var description: String { "\(path): \(message) (\(code.rawValue))" }
}
