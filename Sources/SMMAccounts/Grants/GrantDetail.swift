package import SMMModel

/// A role given.
package struct GrantDetail: Sendable, Hashable {
    /// The grant's id.
    package var id: GrantID
    /// In which brand; nil for every brand.
    package var brand: BrandID?
    /// The brand's short name; nil for every brand.
    package var brandName: String?
    /// The brand's IANA time zone; nil for every brand.
    package var zone: String?
    /// To whom.
    package var subject: GrantSubject
    /// What; nil for a role this program does not know, which gives nothing.
    package var role: Role?
    /// The role as stored.
    package var roleName: String
    /// When.
    package var grantedAt: Instant
    /// By whom.
    package var grantedBy: String
    /// When it was taken back.
    package var revokedAt: Instant?
    /// By whom it was taken back.
    package var revokedBy: String?
}
