/// What a platform counts a text in.
package enum TextUnitChoice: String, CaseIterable, Sendable {
    /// What a person sees as one character.
    case graphemes
    /// Unicode scalar values.
    case codePoints = "code-points"
    /// Units of UTF-16.
    case utf16
    /// Bytes of UTF-8.
    case utf8
}
