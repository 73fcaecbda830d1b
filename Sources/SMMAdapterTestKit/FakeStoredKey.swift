import SMMModel

/// An idempotency key the network remembers.
struct FakeStoredKey: Sendable {
    let storedAt: Instant
    let post: Int
}
