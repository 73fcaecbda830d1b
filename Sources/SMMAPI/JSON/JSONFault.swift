/// Why a text is not JSON that this API takes.
package struct JSONFault: Error, Sendable, Hashable {
    /// What is wrong.
    package enum Reason: String, Sendable, Hashable {
        /// Not JSON (RFC 8259).
        case syntax
        /// Nested too deeply.
        case depth
        /// A name stands twice in one object.
        case duplicateName
        /// A text with U+0000, which a database cannot keep.
        case nul
        /// Bytes that are not UTF-8.
        case encoding
    }

    /// What is wrong.
    package let reason: Reason
    /// The byte at which it was noticed, from 0.
    package let offset: Int
}
