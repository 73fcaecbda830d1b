/// What another person does, told by a harness from another process.
package struct FakeBlueskyAct: Sendable, Hashable, Codable {
    /// The deed.
    package enum Deed: String, Sendable, Hashable, Codable {
        /// Writes a post, an answer or a mention.
        case post
        /// Likes a post.
        case like
        /// Reposts one.
        case repost
        /// Follows someone.
        case follow
        /// Writes a message.
        case message
    }

    /// The deed.
    package var deed: Deed
    /// Whose, by handle; a person who is not there is added.
    package var by: String
    /// The text of a post or a message.
    package var text: String?
    /// The post that is answered, liked or reposted.
    package var uri: String?
    /// Who is mentioned, followed or written to, by handle.
    package var to: String?

    /// An act.
    package init(_ deed: Deed, by: String, text: String? = nil, uri: String? = nil, to: String? = nil) {
        self.deed = deed
        self.by = by
        self.text = text
        self.uri = uri
        self.to = to
    }
}
