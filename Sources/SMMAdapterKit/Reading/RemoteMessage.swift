package import SMMModel

/// Something that somebody said or did towards an account. All texts are remote text.
package struct RemoteMessage: Sendable, Hashable, Codable {
    /// What it is. Open: a kind nobody knew stays as the platform names it.
    package struct Kind: RawRepresentable, Sendable, Hashable, Codable {
        /// The kind's name.
        package let rawValue: String
        /// A kind.
        package init(rawValue: String) { self.rawValue = rawValue }
        /// An answer below something of the account's.
        package static let comment = Kind(rawValue: "comment")
        /// Words that name the account elsewhere.
        package static let mention = Kind(rawValue: "mention")
        /// Words for the account alone.
        package static let directMessage = Kind(rawValue: "direct-message")
        /// A like.
        package static let like = Kind(rawValue: "like")
        /// A repost.
        package static let repost = Kind(rawValue: "repost")
        /// A quote.
        package static let quote = Kind(rawValue: "quote")
        /// Somebody follows.
        package static let follow = Kind(rawValue: "follow")
        /// Somebody asks to follow.
        package static let followRequest = Kind(rawValue: "follow-request")
    }

    /// The platform's id of this: of the words where there are some, else of the notification.
    package var remoteID: String
    /// What it is.
    package var kind: Kind
    /// Who.
    package var author: RemoteAuthor
    /// The words as plain text; empty where there are none.
    package var text: String
    /// BCP 47 language, where said.
    package var language: String?
    /// When, by the platform's clock.
    package var at: Instant
    /// The address people open.
    package var url: String?
    /// The id of what it answers or is about.
    package var parent: String?
    /// The id of the conversation's first part, or of the platform's own conversation.
    package var conversation: String?
    /// What an answer to it needs: the receipt of the words.
    package var receipt: Receipt?
    /// Whether the account itself wrote it.
    package var isOwn: Bool

    /// A message.
    package init(
        remoteID: String, kind: Kind, author: RemoteAuthor, text: String = "", language: String? = nil, at: Instant,
        url: String? = nil, parent: String? = nil, conversation: String? = nil, receipt: Receipt? = nil,
        isOwn: Bool = false
    ) {
        self.remoteID = remoteID
        self.kind = kind
        self.author = author
        self.text = text
        self.language = language
        self.at = at
        self.url = url
        self.parent = parent
        self.conversation = conversation
        self.receipt = receipt
        self.isOwn = isOwn
    }
}
