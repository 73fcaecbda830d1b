package import SMMModel

/// A brand with what the asker needs to know of it.
package struct BrandDetail: Sendable, Hashable {
    /// The brand.
    package var profile: BrandProfile
    /// When it was made.
    package var createdAt: Instant
    /// How many accounts it has.
    package var accounts: Int
    /// The asker's role in it.
    package var role: Role?
}
