/// Chooses invites.
package struct InviteFilter: Sendable, Hashable {
    /// Only in this brand.
    package var brand: String?
    /// Also those that are over.
    package var includesEnded: Bool
    /// Only those with a smaller id.
    package var before: Int64?
    /// The most.
    package var limit: Int

    /// A filter.
    package init(brand: String? = nil, includesEnded: Bool = false, before: Int64? = nil, limit: Int = 100) {
        self.brand = brand
        self.includesEnded = includesEnded
        self.before = before
        self.limit = limit
    }
}
