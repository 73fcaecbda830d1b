import SMMModel

/// A session of an account.
struct FakeBlueskySession: Sendable {
    let did: String
    let scope: String
    /// The access token that was made last.
    var access: String
}

/// A refresh token that works.
struct FakeBlueskyRefreshState: Sendable {
    let session: String
    /// The token that follows it, once it was used.
    var next: String?
    /// Until when it works after it was used.
    var graceEnd: Instant?
}
