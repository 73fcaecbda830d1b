import SMMModel

/// A status the server keeps for later.
struct FakeMastodonScheduled: Sendable {
    let id: String
    let account: String
    let at: Instant
    let draft: FakeMastodonDraft
    let domain: String
    let key: String?
}
