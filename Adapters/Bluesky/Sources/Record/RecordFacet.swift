/// A stretch of a text that is a link, a mention or a hashtag, as records write it (lexicon `app.bsky.richtext.facet`).
struct RecordFacet: Sendable, Hashable {
    /// What it is.
    enum Feature: Sendable, Hashable {
        /// A link to this address.
        case link(String)
        /// A mention of the account with this DID.
        case mention(String)
        /// A hashtag, without its `#`.
        case tag(String)
    }

    /// Bytes of UTF-8, the end excluded.
    let bytes: Range<Int>
    /// What it is.
    let feature: Feature

    /// The record's form.
    var json: JSONValue {
        let feature: [String: JSONValue] =
            switch self.feature {
            case .link(let uri): ["$type": .string("app.bsky.richtext.facet#link"), "uri": .string(uri)]
            case .mention(let did): ["$type": .string("app.bsky.richtext.facet#mention"), "did": .string(did)]
            case .tag(let tag): ["$type": .string("app.bsky.richtext.facet#tag"), "tag": .string(tag)]
            }
        return .object([
            "index": .object([
                "byteStart": .integer(Int64(bytes.lowerBound)), "byteEnd": .integer(Int64(bytes.upperBound)),
            ]),
            "features": .array([.object(feature)]),
        ])
    }
}
