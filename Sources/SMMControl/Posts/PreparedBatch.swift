package import SMMModel
package import SMMPublishing

/// A batch's posts, read and prepared a moment before the transaction that makes them: for that one others wait.
/// `BatchPreparing` makes it. Pure.
package struct PreparedBatch: Sendable {
    /// How old it may be, preparation and the wait for the writer included: "in 5 minutes" is counted from its reading.
    private static let lifetime = Milliseconds.seconds(10)

    /// What it was read by; nil when nothing was read.
    private let basis: BatchBasis?
    /// The time that the posts' times were counted from.
    private let readAt: Instant
    /// From the first post on, as far as that went; nil for one that names media, which may be gone by then.
    private let posts: [PreparedPost?]

    /// A batch of which that much was prepared.
    package init(
        basis: BatchBasis? = nil, readAt: Instant = Instant(milliseconds: 0), posts: [PreparedPost?] = []
    ) {
        self.basis = basis
        self.readAt = readAt
        self.posts = posts
    }

    /// The time to count the batch's times from at `now`; nil when nothing of it holds any more.
    package func time(at now: Instant, on basis: BatchBasis) -> Instant? {
        guard basis == self.basis, now >= readAt, now - readAt <= Self.lifetime else { return nil }
        return readAt
    }

    /// The post at `index`, prepared; nil when it is to be read anew, as where its accounts are others by now.
    package func post(_ index: Int, for accounts: [AccountProfile]) -> PreparedPost? {
        guard index < posts.count, let post = posts[index], post.new.targets == accounts else { return nil }
        return post
    }
}
