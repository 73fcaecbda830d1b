/// A stretch of a post on Bluesky that is to be a link (lexicon `app.bsky.richtext.facet`), before anybody looked up
/// whom a handle means.
package struct Facet: Hashable, Sendable {
    /// What it is.
    package enum Feature: Hashable, Sendable {
        /// A web address, with `https://` added where the text has no scheme.
        case link(uri: String)
        /// Somebody's handle as written, without `@`; the record needs the DID instead, and no facet when there is none.
        case mention(handle: String)
        /// A hashtag without its sign.
        case tag(String)
    }

    /// Where it stands: bytes of the text in UTF-8, the end excluded.
    package var bytes: Range<Int>
    /// What it is.
    package var feature: Feature
}
