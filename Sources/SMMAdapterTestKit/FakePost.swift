package import SMMModel

/// One visible effect on the fake network.
package struct FakePost: Sendable, Hashable, Codable {
    /// The network's id: the record key in class A, else `p` and a number.
    package let id: String
    /// The account's name on the network.
    package let account: String
    /// The text now.
    package var text: String
    /// The text it was made with.
    package let firstText: String
    /// The media.
    package var media: [FakeMedium]
    /// The post this answers.
    package let parent: String?
    /// The language.
    package var language: String?
    /// The visibility.
    package var visibility: String?
    /// What the client noted for the harness (`tag`); the network never gives it back.
    package let tag: String?
    /// When it was made.
    package let createdAt: Instant
    /// When it was taken down.
    package var deletedAt: Instant?
    /// How often its content was really changed.
    package var edits = 0
}
