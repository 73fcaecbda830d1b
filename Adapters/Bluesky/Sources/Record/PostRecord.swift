import SMMAdapterKit
import SMMModel
import SMMTime

/// The whole of a post before it is frozen (lexicon `app.bsky.feed.post`). Pure.
struct PostRecord: Sendable {
    /// The text.
    var text: String
    /// BCP 47 language.
    var language: String
    /// When it was made.
    var createdAt: Instant
    /// Links, mentions and hashtags of the text.
    var facets: [RecordFacet] = []
    /// The thread's first post and the post answered.
    var reply: (root: StrongReference, parent: StrongReference)?
    /// What the post shows beside its text.
    var embed: JSONValue?
    /// What the author says of it.
    var labels: SelfLabels?

    /// A record of this text.
    init(text: String, language: String, createdAt: Instant) {
        self.text = text
        self.language = language
        self.createdAt = createdAt
    }

    /// The time as records write it, to the millisecond.
    var createdAtText: String { ISO8601.format(createdAt) }

    /// The record.
    var json: JSONValue {
        var members: [String: JSONValue] = [
            "$type": .string(Collection.post), "text": .string(text), "createdAt": .string(createdAtText),
        ]
        if !language.isEmpty { members["langs"] = .array([.string(language)]) }
        if !facets.isEmpty { members["facets"] = .array(facets.map(\.json)) }
        if let reply { members["reply"] = .object(["root": reply.root.json, "parent": reply.parent.json]) }
        members["embed"] = embed
        members["labels"] = labels?.json
        return .object(members)
    }
}
