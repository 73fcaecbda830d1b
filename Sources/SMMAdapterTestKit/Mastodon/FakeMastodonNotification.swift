package import SMMModel

/// Something an account is told.
package struct FakeMastodonNotification: Sendable, Hashable, Codable {
    /// The server's id of it, in the order of the events.
    package let id: String
    /// Whom it is for.
    package let account: String
    /// `mention`, `favourite`, `reblog`, `follow`, `follow_request`, `poll`, `quote`, `status`, `update`.
    package let type: String
    /// Who did it.
    package let from: String
    /// The status it is about.
    package let status: String?
    /// When it happened.
    package let createdAt: Instant
    /// From when on it is listed.
    package let arrivesAt: Instant
}
