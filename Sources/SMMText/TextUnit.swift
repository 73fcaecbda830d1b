/// What a platform counts a text in. What links and mentions count is `CountingRule`'s.
package enum TextUnit: String, Sendable, Hashable, Codable, CaseIterable {
    /// What a person sees as one character (extended grapheme clusters, UAX #29): Bluesky, Mastodon.
    case graphemes
    /// Unicode scalar values: GoToSocial, Telegram.
    case codePoints = "code-points"
    /// Units of UTF-16, as JavaScript's `length`.
    case utf16
    /// Bytes of UTF-8.
    case utf8
}
