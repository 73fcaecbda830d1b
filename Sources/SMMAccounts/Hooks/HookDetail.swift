package import SMMModel

/// A hook: an address of the door at which one program may send posts of one brand.
package struct HookDetail: Sendable, Hashable {
    /// Which one.
    package var id: HookID
    /// The brand of its posts.
    package var brand: BrandID
    /// The brand's name.
    package var brandName: String
    /// The brand's zone.
    package var zone: String
    /// Its short name.
    package var name: String
    /// When it was made.
    package var createdAt: Instant
    /// By whom.
    package var createdBy: String

    /// Who its messages come from: an author of the one brand, whose posts wait for approval.
    package var guest: Principal {
        Principal(kind: .guest, name: "hook \(name)", via: "door", roles: [brand: .author])
    }

    /// Under what its secret is in the vault. Ids are one row of numbers for everything, so that it is no account's.
    var seal: AccountProfile {
        AccountProfile(id: AccountID(rawValue: id.rawValue), brand: brand, platform: "hook", name: name)
    }
}
