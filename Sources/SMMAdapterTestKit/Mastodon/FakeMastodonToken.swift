package import SMMModel

/// An access token.
package struct FakeMastodonToken: Sendable, Hashable {
    /// Its number.
    package let serial: Int
    /// The client it was given to.
    package let client: String
    /// The id of the account; nil for an application's own.
    package let account: String?
    /// What it may do.
    package let scopes: [String]
    /// When it was given.
    package let madeAt: Instant
    /// When it ends; nil for never.
    package let endsAt: Instant?
}
