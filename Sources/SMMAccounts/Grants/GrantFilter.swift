/// Chooses roles given.
package struct GrantFilter: Sendable, Hashable {
    /// Only in this brand.
    package var brand: String?
    /// Only to this one.
    package var subject: GrantSubject?
    /// Also those taken back.
    package var includesRevoked: Bool
    /// Only ids below this one.
    package var before: Int64?
    /// The most to give.
    package var limit: Int

    /// A filter.
    package init(
        brand: String? = nil, subject: GrantSubject? = nil, includesRevoked: Bool = false, before: Int64? = nil,
        limit: Int = 200
    ) {
        self.brand = brand
        self.subject = subject
        self.includesRevoked = includesRevoked
        self.before = before
        self.limit = limit
    }
}
