package import SMMModel

/// An account with what the asker needs to know of it.
package struct AccountDetail: Sendable, Hashable {
    /// The account.
    package var profile: AccountProfile
    /// The brand's short name.
    package var brandName: String
    /// The brand's IANA time zone.
    package var zone: String
    /// When it was made.
    package var createdAt: Instant
    /// How many weekly slots it has.
    package var slots: Int
    /// How its credential stands: `good` or `refused`; nil where it has none.
    package var credential: String?
    /// Why nothing goes out on it now.
    package var held: [HoldReason]
}
