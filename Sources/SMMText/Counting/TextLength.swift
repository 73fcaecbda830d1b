/// How long a text is by a rule.
package struct TextLength: Hashable, Sendable {
    /// The length.
    package var count: Int
    /// How many units of UTF-16 from the start fit into the limit, all of them without a limit; nil where the rule has
    /// no weights. What follows a code point that the network refuses does not fit.
    package var fitting: Int?
    /// Whether the text holds U+FEFF, U+FFFE or U+FFFF, which networks with weighted rules refuse.
    package var hasForbidden = false
    /// How many code points were looked at: what tests of linear time compare.
    package var work: Int
}
