import SMMModel

/// Uploaded bytes; only their identity is kept.
struct FakeBlueskyBlob: Sendable {
    let mimeType: String
    let size: Int64
    /// From when it can be named.
    let availableAt: Instant
    /// Until when it waits; nil once a record names it.
    var expiresAt: Instant?
}
