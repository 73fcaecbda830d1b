/// How people took a post. Nil where the platform does not say.
package struct PostMetrics: Sendable, Hashable, Codable {
    /// The platform's id of the post.
    package var remoteID: String
    /// How many like it.
    package var likes: Int?
    /// How many passed it on.
    package var reposts: Int?
    /// How many answered.
    package var replies: Int?
    /// How many quoted it.
    package var quotes: Int?
    /// How many kept it for later.
    package var bookmarks: Int?

    /// Metrics.
    package init(
        remoteID: String, likes: Int? = nil, reposts: Int? = nil, replies: Int? = nil, quotes: Int? = nil,
        bookmarks: Int? = nil
    ) {
        self.remoteID = remoteID
        self.likes = likes
        self.reposts = reposts
        self.replies = replies
        self.quotes = quotes
        self.bookmarks = bookmarks
    }
}
