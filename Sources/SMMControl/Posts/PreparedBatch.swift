package import SMMAPI
package import SMMAPIServer
import SMMAccounts
import SMMDatabase
package import SMMModel
package import SMMPublishing
import SMMStore

/// A batch's posts, read from a snapshot a moment older than the transaction that makes them, and prepared outside of
/// any: others wait for that transaction.
///
/// Nothing is refused for what the posts say: one that cannot be prepared is left to the transaction, which says why.
package struct PreparedBatch: Sendable {
    /// How old it may be, preparation and the wait for the writer included: "in 5 minutes" is counted from its reading.
    private static let lifetime = Milliseconds.seconds(10)

    /// What it was read by; nil when nothing was read.
    private var basis: BatchBasis?
    /// The time that the posts' times were counted from.
    private var readAt: Instant
    /// From the first post on, as far as that went; nil for one that names media, which may be gone by then.
    private var posts: [PreparedPost?]

    /// A batch of which that much was prepared.
    package init(
        basis: BatchBasis? = nil, readAt: Instant = Instant(milliseconds: 0), posts: [PreparedPost?] = []
    ) {
        self.basis = basis
        self.readAt = readAt
        self.posts = posts
    }

    /// Reads and prepares the posts of `body`; none when the principal may not post, or was answered before.
    ///
    /// - Throws: what the database throws.
    package static func read(
        _ call: Call, _ body: CreatePosts, _ context: ControlContext
    ) async throws -> PreparedBatch {
        let read = try await context.accounts.read(call.principal) { scene, tx in
            try unlessRefused { try drafts(call, body, context, scene, tx) } ?? nil
        }
        guard let read else { return PreparedBatch() }
        var batch = PreparedBatch(basis: read.basis, readAt: read.now)
        batch.posts.reserveCapacity(read.posts.count)
        for new in read.posts {
            guard let new else {
                batch.posts.append(nil)
                continue
            }
            guard let post = try unlessRefused({ try context.engine.writer.prepare(new) }) else { break }
            batch.posts.append(post)
        }
        return batch
    }

    private typealias Drafts = (basis: BatchBasis, now: Instant, posts: [NewPost?])

    private static func drafts(
        _ call: Call, _ body: CreatePosts, _ context: ControlContext, _ scene: AccountsContext.Scene,
        _ tx: any ReadTransaction
    ) throws -> Drafts? {
        if try context.accounts.isAnswered(call.principal, call.options, now: scene.now, in: tx) { return nil }
        let brand = try BrandLookup.find(body.brand, for: scene.principal, nearest: scene.nearest, in: tx).profile
        guard let role = scene.principal.role(in: brand.id), role >= .author else { return nil }
        // Before the posts, so that a change while they are read shows.
        let basis = BatchBasis(brand, context)
        let reading = DraftReading(context: context, scene: scene, tx: tx)
        var targets = BatchTargets()
        var size = PostSize()
        var posts: [NewPost?] = []
        for post in body.posts {
            guard !post.namesMedia else {
                posts.append(nil)
                continue
            }
            let new = try unlessRefused {
                try reading.post(
                    post, brand: brand, targets: try targets.of(post, brand: brand, reading))
            }
            guard let new else { break }
            size = size + PostSize(of: new.content, for: new.targets)
            guard size.fits(.mostOfBatch) else { break }
            posts.append(new)
        }
        return (basis, scene.now, posts)
    }

    /// What `body` gives; nil when it refuses. A failure of the database is not a refusal.
    private static func unlessRefused<T>(_ body: () throws -> T) throws -> T? {
        do { return try body() } catch is Problem { return nil }
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
