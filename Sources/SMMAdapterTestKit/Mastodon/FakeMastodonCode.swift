import SMMModel

/// An authorization code that was given and not yet used.
struct FakeMastodonCode: Sendable, Hashable {
    let client: String
    let account: String
    let redirect: String
    let scopes: [String]
    /// The PKCE challenge (S256), where one was made.
    let challenge: String?
    let madeAt: Instant
}
