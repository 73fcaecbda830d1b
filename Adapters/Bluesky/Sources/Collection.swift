/// The collections of records this adapter writes and reads.
enum Collection {
    /// Posts.
    static let post = "app.bsky.feed.post"
    /// Who may answer a thread; its key is the key of the thread's first post.
    static let gate = "app.bsky.feed.threadgate"
    /// Likes.
    static let like = "app.bsky.feed.like"
    /// The profile; its key is `self`.
    static let profile = "app.bsky.actor.profile"
}
