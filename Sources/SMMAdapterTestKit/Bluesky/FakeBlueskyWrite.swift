package import SMMModel

/// One effect on a repository, kept whatever becomes of it later.
package struct FakeBlueskyWrite: Sendable, Hashable, Codable {
    /// What was done.
    package enum Action: String, Sendable, Hashable, Codable {
        /// A record was made.
        case create
        /// A record was replaced by another.
        case update
        /// A record was taken away.
        case delete
    }

    /// When.
    package let at: Instant
    /// Whose repository.
    package let did: String
    /// Which collection.
    package let collection: String
    /// Which key.
    package let key: String
    /// What.
    package let action: Action
    /// The identifier of what stands since then; that of what stood, for a delete.
    package let cid: String
    /// The record's text, where it has one.
    package let text: String?
    /// The post it answers, where it does.
    package let parent: String?
    /// The post the thread begins with, where it answers one.
    package let root: String?
    /// The identifiers of the uploads it names.
    package let blobs: [String]
}
