package import SMMAPI
package import SMMAPIServer
import SMMAccounts
import SMMDatabase
import SMMModel
import SMMPublishing

extension PostDesk {
    static func page(
        brands: [Int64]?, account: Int64?, author: String?, from: Instant?, until: Instant?, before: Int64, limit: Int
    ) -> SQL {
        let inBrands: SQL = brands.map { "AND p.brand_id IN \(list: $0)" } ?? ""
        let toAccount: SQL =
            account.map {
                "AND EXISTS (SELECT 1 FROM operation o WHERE o.post_id = p.id AND o.account_id = \($0))"
            } ?? ""
        let byAuthor: SQL = author.map { "AND p.author = \($0)" } ?? ""
        let since: SQL = from.map { "AND p.created_at >= \($0)" } ?? ""
        let to: SQL = until.map { "AND p.created_at < \($0)" } ?? ""
        return """
            SELECT p.id FROM post p WHERE p.id < \(before)
            \(sql: inBrands) \(sql: toAccount) \(sql: byAuthor) \(sql: since) \(sql: to)
            ORDER BY p.id DESC LIMIT \(limit)
            """
    }

    /// A page of posts, newest first; see `PostControl`.
    ///
    /// A state is derived, so that filter reads on until the page is full or 2,000 posts were looked at.
    package func list(_ call: Call, _ query: PostQuery, _ page: PageRequest) async throws -> PageResult<PostSummary> {
        let context = self.context
        return try await context.accounts.read(call.principal) { scene, tx in
            let brands = try Self.brands(query.brand, scene, tx)
            let account = try query.account.map { name in
                try AccountReading.find(Reference(name, brand: query.brand), scene, tx).id
            }
            var before = page.after?.id ?? Int64.max
            var items: [PostSummary] = []
            var isLast = false
            for _ in 0..<20 where items.count < page.limit && !isLast {
                let want = query.state == nil ? page.limit + 1 - items.count : 100
                let ids = try tx.query(
                    Self.page(
                        brands: brands, account: account?.rawValue, author: query.author, from: query.from,
                        until: query.until, before: before, limit: want)
                ) { PostID(rawValue: try $0.int64(0)) }
                isLast = ids.count < want
                for id in ids where items.count < page.limit {
                    before = id.rawValue
                    guard let row = try PostReader.row(id, in: tx) else { continue }
                    let deliveries = try PostReader.deliveries(of: id, in: tx)
                    if let state = query.state, DerivedState.of(deliveries).rawValue != state { continue }
                    items.append(PostViews(context: context, brand: row.brand).summary(row, deliveries))
                }
            }
            let isMore = items.count == page.limit || !isLast
            return PageResult(
                items: items, next: isMore && !items.isEmpty ? Cursor.Position(sort: before, id: before) : nil)
        }
    }

    /// The keys of the brands in sight, or of one; nil stands for all.
    static func brands(
        _ name: String?, _ scene: AccountsContext.Scene, _ tx: any ReadTransaction
    ) throws -> [Int64]? {
        if let name {
            return [
                try BrandLookup.find(name, for: scene.principal, nearest: scene.nearest, in: tx).profile.id.rawValue
            ]
        }
        return scene.principal.visibleBrands.map { $0.map(\.rawValue).sorted() }
    }
}
