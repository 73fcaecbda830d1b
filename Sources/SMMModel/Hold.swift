/// A row that says why something does not go out now. Holds overlap; each is released for itself.
package struct Hold: Sendable, Hashable {
    /// The hold's id.
    package let id: HoldID
    /// The brand it belongs to; nil for everything.
    package let brand: BrandID?
    /// What it stops.
    package let scope: HoldScope
    /// Why.
    package let reason: HoldReason
    /// One sentence for a person.
    package let detail: String
    /// When it was placed.
    package let placedAt: Instant
    /// Who placed it.
    package let placedBy: String

    /// A hold.
    package init(
        id: HoldID, brand: BrandID?, scope: HoldScope, reason: HoldReason, detail: String, placedAt: Instant,
        placedBy: String
    ) {
        self.id = id
        self.brand = brand
        self.scope = scope
        self.reason = reason
        self.detail = detail
        self.placedAt = placedAt
        self.placedBy = placedBy
    }
}
