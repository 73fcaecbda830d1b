import SMMModel

/// An idempotency key that is remembered.
struct FakeMastodonSeen: Sendable, Hashable {
    /// The status or scheduled status it made; nil for one that is refused from now on.
    let made: String?
    /// From when on.
    let storedAt: Instant
}
