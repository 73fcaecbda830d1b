import SMMAPI
import SMMModel
import SMMPublishing

/// Builds the views of what is to go out.
struct QueueViews: Sendable {
    private let context: ControlContext
    private let holds: HoldIndex

    init(context: ControlContext) {
        self.context = context
        self.holds = HoldIndex(context.engine.gate)
    }

    func item(_ entry: QueueRows.Entry) -> QueueItem {
        let directory = context.engine.directory
        let brand = directory.brand(entry.brand)
        let account = directory.account(entry.account)
        let moments = Moments(zone: context.zone(brand?.zone ?? "UTC"))
        let parts = entry.content.variant(for: account?.platform ?? "").parts
        let part = parts.indices.contains(entry.part) ? parts[entry.part] : entry.content.parts.first
        return QueueItem(
            operation: entry.operation, post: entry.post,
            brand: BrandReference(id: entry.brand, name: brand?.name ?? entry.brand.description),
            account: AccountReference(
                id: entry.account, name: account?.name ?? entry.account.description,
                platform: account?.platform ?? "unknown"),
            kind: Open(entry.kind), part: entry.part, parts: entry.parts, state: Open(entry.state),
            due: moments(entry.instant), schedule: entry.schedule,
            excerpt: PostViews.excerpt(PostContent(parts: part.map { [$0] } ?? [])),
            held: holds.reasons(
                brand: entry.brand, account: entry.account, post: entry.post, operation: entry.operation))
    }
}
