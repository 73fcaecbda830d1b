package import SMMAPI
package import SMMAPIServer
import SMMAccounts
import SMMDatabase
import SMMModel
import SMMPublishing

/// Reads a batch's posts from a snapshot and prepares them outside of any transaction.
///
/// Nothing is refused for what a post says: one that cannot be prepared is left to the transaction, which says why.
package enum BatchPreparing {
    private typealias Drafts = (basis: BatchBasis, now: Instant, posts: [NewPost?])

    /// The posts of `body`, prepared; none when the principal may not post, or was answered before.
    ///
    /// - Throws: `Problem` `batch-too-large`, and what the database throws.
    package static func prepare(
        _ call: Call, _ body: CreatePosts, _ context: ControlContext
    ) async throws -> PreparedBatch {
        let drafts = try await context.accounts.read(call.principal) { scene, tx in
            try read(call, body, context, scene, tx)
        }
        guard let drafts else { return PreparedBatch() }
        var posts: [PreparedPost?] = []
        posts.reserveCapacity(drafts.posts.count)
        for new in drafts.posts {
            guard let new else {
                posts.append(nil)
                continue
            }
            guard let post = try unlessRefused({ try context.engine.writer.prepare(new) }) else { break }
            posts.append(post)
        }
        return PreparedBatch(basis: drafts.basis, readAt: drafts.now, posts: posts)
    }

    private static func read(
        _ call: Call, _ body: CreatePosts, _ context: ControlContext, _ scene: AccountsContext.Scene,
        _ tx: any ReadTransaction
    ) throws -> Drafts? {
        let brand = try unlessRefused {
            let isAnswered = try context.accounts.answer(to: call.options, of: scene, in: tx) != nil
            return isAnswered
                ? nil : try BrandLookup.find(body.brand, for: scene.principal, nearest: scene.nearest, in: tx).profile
        }
        guard let brand, let role = scene.principal.role(in: brand.id), role >= .author else { return nil }
        // Before the posts, so that a change while they are read shows.
        let basis = BatchBasis(brand, context)
        let reading = DraftReading(context: context, scene: scene, tx: tx, isPreview: call.isDryRun)
        var targets = TargetReading(reading, brand: brand)
        var size = PostSize()
        var posts: [NewPost?] = []
        for post in body.posts {
            guard !post.namesMedia else {
                posts.append(nil)
                continue
            }
            let new = try unlessRefused {
                try reading.post(post, brand: brand, targets: try targets.accounts(post.to))
            }
            guard let new else { break }
            let own = PostSize(of: new.content, for: new.targets)
            guard own.fits(.most) else { break }
            size = size + own
            try size.checkBatch()
            posts.append(new)
        }
        return (basis, scene.now, posts)
    }

    /// What `body` gives; nil when it refuses. A failure of the database is not a refusal.
    private static func unlessRefused<T>(_ body: () throws -> T?) throws -> T? {
        do { return try body() } catch is Problem { return nil }
    }
}
