package import SMMModel

/// An invite with what the asker needs to know of it.
package struct InviteDetail: Sendable, Hashable {
    /// Which one.
    package var id: InviteID
    /// The brand that the account is for.
    package var brand: BrandProfile
    /// The network.
    package var platform: String
    /// The short name the account gets.
    package var name: String
    /// The account's settings.
    package var settings: [String: String]
    /// When it was made.
    package var createdAt: Instant
    /// By whom.
    package var createdBy: String
    /// From when on it is not good any more.
    package var expiresAt: Instant
    /// When it was used or withdrawn; nil while neither happened.
    package var endedAt: Instant?
    /// By whom it was withdrawn; nil for one that was used.
    package var endedBy: String?
    /// What it connected.
    package var account: AccountID?

    /// How it stands at `now`.
    package func state(at now: Instant) -> InviteState {
        if endedAt != nil { return account == nil ? .withdrawn : .used }
        return now < expiresAt ? .open : .expired
    }

    /// The client who uses it: an admin of the one brand, for the one act it is good for.
    var guest: Principal {
        Principal(kind: .guest, name: id.description, via: "door", roles: [brand.id: .admin])
    }
}
