/// A stretch of a post that a network makes a link of.
package struct PostEntity: Hashable, Sendable {
    /// What it is.
    package enum Kind: String, Sendable, CaseIterable {
        /// A web address, with or without a scheme.
        case url
        /// A user, `@name`.
        case mention
        /// A user's list, `@name/list`.
        case list
        /// A hashtag with its `#`.
        case hashtag
        /// The sign of a share with its `$`.
        case cashtag
    }

    /// What it is.
    package var kind: Kind
    /// Where it stands, in code points from the start.
    package var codePoints: Range<Int>
    /// Where it stands in the text it was found in.
    package var range: Range<String.Index>
    /// The address as written, or the name without its sign (and without the name of a list).
    package var value: String
    /// The name of a list with its slash; empty for anything else.
    package var list: String
}
