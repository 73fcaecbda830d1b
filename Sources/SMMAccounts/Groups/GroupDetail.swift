package import SMMModel

/// A group of accounts.
package struct GroupDetail: Sendable, Hashable {
    /// The group's id.
    package var id: GroupID
    /// The brand it belongs to.
    package var brand: BrandID
    /// The brand's short name.
    package var brandName: String
    /// The brand's IANA time zone.
    package var zone: String
    /// The short name.
    package var name: String
    /// When it was made.
    package var createdAt: Instant
    /// Its members, by name.
    package var accounts: [AccountProfile]
}
