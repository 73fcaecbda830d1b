package import SMMModel

/// A status that was made, by whomever.
package struct FakeMastodonStatus: Sendable, Hashable, Codable {
    /// The server's id of it.
    package let id: String
    /// The id of its account.
    package let account: String
    /// The text as it was sent.
    package var text: String
    /// The content warning.
    package var spoiler: String
    /// Whether it is marked sensitive.
    package var isSensitive: Bool
    /// Who may see it.
    package var visibility: String
    /// The language.
    package var language: String?
    /// Ids of its media.
    package var media: [String]
    /// Its poll.
    package var poll: FakeMastodonPoll?
    /// The status it answers.
    package let parent: String?
    /// The status it quotes.
    package let quoted: String?
    /// Who may quote it.
    package var quotePolicy: String
    /// When it was made, as the server dates it.
    package let createdAt: Instant
    /// When it was really made.
    package let madeAt: Instant
    /// When it was last edited.
    package var editedAt: Instant?
    /// When it was taken down.
    package var deletedAt: Instant?
    /// How often its content was really changed.
    package var edits = 0
    /// Ids of the accounts that like it.
    package var favourites: Set<String> = []
    /// Ids of the accounts that passed it on.
    package var reblogs: Set<String> = []
    /// Ids of the accounts it names.
    package var mentions: [String] = []
    /// The conversation it belongs to.
    package var conversation: String
    /// Whether somebody wrote it elsewhere, and not by a request to this server.
    package let isByHand: Bool
    /// The idempotency key it was sent with, whether the server looked at it or not.
    package let key: String?
    /// The text it was first made with.
    package let firstText: String
    /// SHA-256 of the media it was first made with.
    package let firstMedia: [String]
}
