import SMMAPI
import SMMModel
import SMMPublishing

/// Builds the views of holds.
struct HoldViews: Sendable {
    let directory: AccountDirectory

    func view(
        _ hold: Hold, moments: Moments, releasedAt: Instant? = nil, releasedBy: String? = nil
    ) -> HoldView {
        HoldView(
            id: hold.id,
            brand: hold.brand.map { BrandReference(id: $0, name: directory.brand($0)?.name ?? $0.description) },
            scope: scope(hold.scope), reason: hold.reason, detail: hold.detail, placedAt: moments(hold.placedAt),
            placedBy: hold.placedBy, releasedAt: moments(releasedAt), releasedBy: releasedBy,
            next: releasedAt == nil ? "smmctl hold release \(hold.id)" : nil)
    }

    private func scope(_ scope: HoldScope) -> ScopeView {
        switch scope {
        case .everything: ScopeView(kind: scope.kind)
        case .brand(let id): ScopeView(kind: scope.kind, id: id.description, name: directory.brand(id)?.name)
        case .account(let id): ScopeView(kind: scope.kind, id: id.description, name: directory.account(id)?.name)
        case .post(let id): ScopeView(kind: scope.kind, id: id.description)
        case .operation(let id): ScopeView(kind: scope.kind, id: id.description)
        }
    }
}
