/// What a platform can do beyond publishing; each has a capability protocol.
package enum Capability: String, Sendable, Hashable, Codable, CaseIterable {
    /// `PreparesMedia`
    case preparesMedia = "prepares-media"
    /// `DeletesPosts`
    case deletesPosts = "deletes-posts"
    /// `EditsPosts`
    case editsPosts = "edits-posts"
    /// Publishes threads (a part can name its parent).
    case threads
    /// `RepliesToComments`
    case repliesToComments = "replies-to-comments"
}
