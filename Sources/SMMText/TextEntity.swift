/// A stretch of plain text that readers expect to be a link.
package struct TextEntity: Hashable, Sendable {
    /// What it is.
    package enum Kind: String, Sendable {
        /// An address that begins with `http://` or `https://`.
        case url
        /// A hashtag with its `#`.
        case hashtag
    }

    /// What it is.
    package var kind: Kind
    /// Where it stands.
    package var range: Range<String.Index>

    /// An entity.
    package init(kind: Kind, range: Range<String.Index>) {
        self.kind = kind
        self.range = range
    }
}
