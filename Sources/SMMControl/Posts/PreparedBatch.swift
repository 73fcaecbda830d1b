import SMMAPI
import SMMAPIServer
import SMMAccounts
import SMMDatabase
package import SMMModel
package import SMMPublishing

/// A batch's posts, read and prepared from a snapshot a moment older than the transaction that makes them, for which
/// others wait.
///
/// Nothing is refused here: a post that cannot be prepared is left to the transaction, which says why.
package struct PreparedBatch: Sendable {
    /// The brand as it was then; nil when there was none to be found.
    private var brand: BrandProfile?
    /// From the first post on, as far as that went; nil for one that names media, which may be gone by then.
    private var posts: [PreparedPost?]

    /// A batch of which that much was prepared.
    package init(brand: BrandProfile? = nil, posts: [PreparedPost?] = []) {
        self.brand = brand
        self.posts = posts
    }

    /// Reads and prepares `body`'s posts.
    static func read(_ body: CreatePosts, for principal: Principal, _ context: ControlContext) async throws -> Self {
        try await context.accounts.read(principal) { scene, tx in
            let found = try? BrandLookup.find(body.brand, for: scene.principal, nearest: scene.nearest, in: tx)
            guard let found else { return Self() }
            var batch = Self(brand: found.profile)
            batch.posts.reserveCapacity(body.posts.count)
            let reading = DraftReading(context: context, scene: scene, tx: tx)
            var targets = BatchTargets()
            for post in body.posts {
                guard !post.namesMedia else {
                    batch.posts.append(nil)
                    continue
                }
                guard let accounts = try? targets.of(post, brand: found.profile, reading),
                    let new = try? reading.post(post, brand: found.profile, targets: accounts),
                    let prepared = try? context.engine.writer.prepare(new)
                else { break }
                batch.posts.append(prepared)
            }
            return batch
        }
    }

    /// The post at `index`, when it would be read alike now.
    package func post(_ index: Int, for accounts: [AccountProfile], of brand: BrandProfile) -> PreparedPost? {
        guard index < posts.count, brand == self.brand, let post = posts[index], post.new.targets == accounts else {
            return nil
        }
        return post
    }
}
