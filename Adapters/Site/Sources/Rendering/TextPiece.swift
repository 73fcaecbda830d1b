/// A stretch of a person's text.
package enum TextPiece: Sendable, Hashable {
    /// Words and line ends.
    case plain(String)
    /// A web address as written, and where it leads.
    case link(shown: String, target: String)
    /// A hashtag as written, and its name in lower case without the sign.
    case hashtag(shown: String, name: String)

    /// The tag's name, when this is a hashtag.
    package var tag: String? {
        guard case .hashtag(_, let name) = self else { return nil }
        return name
    }
}
